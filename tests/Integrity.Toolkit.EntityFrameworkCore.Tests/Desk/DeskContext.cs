using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Tests.Desk;

public class DeskContext(DbContextOptions options, DeskModel? model = null) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<Tag> Tags => Set<Tag>();

    public DbSet<Plain> Plains => Set<Plain>();

    internal DeskModel Model_ => model ?? DeskModel.Default;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        => optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => Model_.Build(modelBuilder);

    private sealed class ModelKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime)
            => (context.GetType(), (context as DeskContext)?.Model_, designTime);
    }
}
