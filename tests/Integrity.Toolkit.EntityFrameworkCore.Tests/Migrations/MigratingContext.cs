using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A context whose model changes with each migration.</summary>
public class MigratingContext(DbContextOptions<MigratingContext> options, Action<ModelBuilder> build) : DbContext(options)
{
    private readonly Action<ModelBuilder> _build = build;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        => optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => _build(modelBuilder);

    private sealed class ModelKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (((MigratingContext)context)._build, designTime);
    }
}
