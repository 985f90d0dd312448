using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>A context with an unnamed filter that depends on a property of the context.</summary>
public sealed class TenantContext(DbContextOptions options) : DeskContext(options)
{
    public int Tenant { get; init; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Ticket>().HasQueryFilter(x => x.Priority == Tenant);
    }
}
