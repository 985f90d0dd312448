using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

internal sealed class TortureContext(DbContextOptions<TortureContext> options, TortureEnforcement hold) : DbContext(options)
{
    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<JobOwner> Hands => Set<JobOwner>();

    private TortureEnforcement Hold => hold;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        => optionsBuilder.UseTransitions().UseConstraints().ReplaceService<IModelCacheKeyFactory, ModelKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobOwner>().Property(x => x.Id).ValueGeneratedNever();
        modelBuilder.Entity<JobOwner>().HasCounter(x => x.Load, "hand.load").WithMinimum(0);
        var job = modelBuilder.Entity<Job>();
        job.Property(x => x.Id).ValueGeneratedNever();
        job.HasOne<JobOwner>().WithMany().HasForeignKey(x => x.HandId);
        var status = job.HasTransitions(x => x.Status, Job.Flow).WithCounter(x => x.HandId, (JobOwner owner) => owner.Load, whileIn: Job.Loads);
        _ = hold == TortureEnforcement.Guard ? status.GuardInDatabase() : status.WithHistory(h => h.RequireInDatabase());
    }

    private sealed class ModelKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime)
            => (context.GetType(), (context as TortureContext)?.Hold, designTime);
    }
}
