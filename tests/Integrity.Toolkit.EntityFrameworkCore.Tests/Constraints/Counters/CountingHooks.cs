using Integrity.Toolkit.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Counts a new review for its engineer, whether that is a new one or not.</summary>
public sealed class CountingHooks : EntityHooks<Review>
{
    public override void BeforeCreate(EntityChange<Review> change)
    {
        var engineer = change.Context.ChangeTracker.Entries<Engineer>().First();
        engineer.Increment(x => x.Workload);
    }
}
