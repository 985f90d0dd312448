using Integrity.Toolkit.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Increments the counter of a new review's engineer, whether the engineer is new or not.</summary>
public sealed class CountingHooks : EntityHooks<Review>
{
    public override void BeforeCreate(EntityChange<Review> change)
    {
        var engineer = change.Context.ChangeTracker.Entries<Engineer>().First();
        engineer.Increment(x => x.Workload);
    }
}
