using System.Collections;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Constraints;

/// <summary>By how much a counter of one row is to be changed, in one statement.</summary>
internal sealed class CounterChange(EntityEntry entry, Counter counter, long by, ISqlGenerationHelper names)
{
    public EntityEntry Entry => entry;

    public Counter Counter => counter;

    public long By => by;

    public RowTable Table { get; } = RowTable.Of(entry.Metadata, counter.Property, names);

    public IReadOnlyList<object?> Key { get; } = PlannedEntry.KeyOf(entry);

    /// <summary>What the row holds since the last attempt.</summary>
    public long Stored { get; set; }

    /// <summary>
    /// The same order in every save, so that of two saves which want the same rows one waits for the other and not both.
    /// </summary>
    public static int Compare(CounterChange one, CounterChange other)
    {
        var order = string.CompareOrdinal(one.Table.Order, other.Table.Order);
        for (var i = 0; order == 0 && i < one.Key.Count; i++)
        {
            order = one.Key[i] is string text
                ? string.CompareOrdinal(text, (string?)other.Key[i])
                : StructuralComparisons.StructuralComparer.Compare(one.Key[i], other.Key[i]);
        }

        return order != 0 ? order : string.CompareOrdinal(one.Counter.Property.Name, other.Counter.Property.Name);
    }

    /// <summary>
    /// Only the bound is looked at that the change leads to: a counter that is out of bounds already may come back.
    /// </summary>
    public string? Update(RowCommand command)
    {
        var limit = by > 0 ? (Int128)counter.Greatest - by : (Int128)counter.Least - by;
        if (limit < long.MinValue || limit > long.MaxValue)
        {
            return null;
        }

        var column = Table.Column(counter.Property);
        var amount = command.Parameter("by", by);
        var bounds = $"{column} {(by > 0 ? "<=" : ">=")} {command.Parameter("limit", (long)limit)}";
        if (by > 0 && counter.CeilingProperty is { } property)
        {
            var ceiling = Table.Column(property);
            bounds += property.IsNullable
                ? $" AND ({ceiling} IS NULL OR {column} <= {ceiling} - {amount})"
                : $" AND {column} <= {ceiling} - {amount}";
        }

        return $"UPDATE {Table.Name} SET {column} = {column} + {amount} WHERE {Table.Where(command, Key)} AND {bounds} "
            + $"RETURNING {column}";
    }

    public string Read(RowCommand command)
        => $"SELECT {Table.Column(counter.Property)} FROM {Table.Name} WHERE {Table.Where(command, Key)}";
}
