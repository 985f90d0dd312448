using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>The engineers in a context that can be pooled.</summary>
public sealed class PooledEngineers(DbContextOptions<PooledEngineers> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Engineer>().HasCounter(x => x.Workload, "engineer.workload").WithMinimum(0);
}
