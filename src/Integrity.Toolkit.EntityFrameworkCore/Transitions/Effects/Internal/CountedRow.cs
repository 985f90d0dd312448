using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>A row of a save that a counter may include, exclude, or pass to the counter of another principal.</summary>
internal sealed class CountedRow
{
    private readonly IProperty _status;
    private readonly IProperty? _deletedAt;

    public CountedRow(PlannedEntry planned, TransitionsPlan plan)
    {
        (Planned, Counts, _status) = (planned, plan.Effects.Counts, plan.Status);
        _deletedAt = planned.Entry.Metadata.FindDeletionMark();
        Columns = _deletedAt is null ? plan.Effects.Counted : [.. plan.Effects.Counted, _deletedAt];
        Key = PlannedEntry.KeyOf(planned.Entry);
    }

    public PlannedEntry Planned { get; }

    public IReadOnlyList<CountPlan> Counts { get; }

    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the columns to read, if the row exists before the save.</summary>
    public IReadOnlyList<IProperty> Columns { get; }

    public bool IsNew => Planned.Entry.State == EntityState.Added && Planned.Replaced is null;

    public bool IsDeleted => Planned.Entry.State == EntityState.Deleted;

    /// <summary>Returns whether a save can change what is counted.</summary>
    public static bool Concerns(PlannedEntry planned, TransitionsPlan plan)
        => plan.Effects.Counts.Count > 0
            && planned.Entry.State switch
            {
                EntityState.Added or EntityState.Deleted => true,
                EntityState.Modified => planned.Entry.IsPropertyModified(plan.Sequence)
                    || plan.Effects.Counted.Any(property => planned.Entry.IsPropertyModified(property))
                    || (planned.Entry.Metadata.FindDeletionMark() is { } deletedAt
                        && planned.Entry.IsPropertyModified(deletedAt)),
                _ => false,
            };

    /// <summary>Returns the key of the principal that counted the row, from the values that were read; null for none.</summary>
    public IReadOnlyList<object?>? Before(CountPlan count, object?[]? read)
        => read is null ? null : Principal(count, property => Read(read, property));

    /// <summary>Returns the key of the principal that counts the row after the save; null for none.</summary>
    public IReadOnlyList<object?>? After(CountPlan count, object?[]? read)
    {
        var entry = Planned.Entry;
        if (IsDeleted || (read is null && !IsNew))
        {
            return null;
        }

        return Principal(count, property => entry.State == EntityState.Added || entry.IsPropertyModified(property)
            ? entry.GetCurrentValue(property)
            : Read(read!, property));
    }

    private List<object?>? Principal(CountPlan count, Func<IProperty, object?> valueOf)
    {
        if (valueOf(_status) is not { } state
            || !count.States.Contains(state)
            || (_deletedAt is not null && valueOf(_deletedAt) is not null))
        {
            return null;
        }

        var key = count.ForeignKey.Properties.Select(valueOf).ToList();
        return key.Contains(null) ? null : key;
    }

    private object? Read(object?[] read, IProperty property)
    {
        for (var i = 0; i < read.Length; i++)
        {
            if (Columns[i] == property)
            {
                return read[i];
            }
        }

        throw new InvalidOperationException($"{property.Name} was not read.");
    }
}
