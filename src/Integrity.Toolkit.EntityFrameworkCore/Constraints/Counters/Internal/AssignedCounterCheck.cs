using System.Globalization;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>Checks counter values that the application assigned, before they are saved like any other value.</summary>
internal static class AssignedCounterCheck
{
    public static void Check(SaveContext save, PlannedEntry planned)
    {
        if (planned.Plan.Find<CountersPlan>() is not { } plan)
        {
            return;
        }

        foreach (var counter in plan.Counters)
        {
            if (planned.Entry.State == EntityState.Added
                || (planned.Entry.State == EntityState.Modified && planned.Entry.IsPropertyModified(counter.Property)))
            {
                Check(save, plan, planned, counter);
            }
        }
    }

    private static void Check(SaveContext save, CountersPlan plan, PlannedEntry planned, Counter counter)
    {
        var value = Number(planned.Entry, counter.Property);
        var ceiling = counter.CeilingProperty is null ? counter.Ceiling : Number(planned.Entry, counter.CeilingProperty);
        if (value < counter.Floor)
        {
            save.Violations.Add(plan, CounterViolations.OfFloor(planned.Plan.Name, counter, planned.Key()));
        }
        else if (value > ceiling)
        {
            save.Violations.Add(plan, CounterViolations.OfCeiling(planned.Plan.Name, counter, planned.Key()));
        }
    }

    private static long? Number(EntityEntry entry, Microsoft.EntityFrameworkCore.Metadata.IProperty property)
        => entry.GetCurrentValue(property) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
}
