using System.Globalization;
using Integrity.Toolkit.Infrastructure.Database.Rows;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Constraints;

/// <summary>By how much a counter of one row is to be changed, in one statement.</summary>
internal sealed class CounterChange
{
    private readonly IReadOnlyList<object?> _order;

    public CounterChange(EntityEntry entry, Counter counter, long by, ISqlGenerationHelper names)
    {
        (Entry, Counter, By) = (entry, counter, by);
        Table = RowTable.Of(entry.Metadata, counter.Property, names);
        Key = PlannedEntry.KeyOf(entry);
        _order = Table.Stored(Key);
    }

    public EntityEntry Entry { get; }

    public Counter Counter { get; }

    public long By { get; }

    public RowTable Table { get; }

    public IReadOnlyList<object?> Key { get; }

    /// <summary>What the row holds since the last attempt.</summary>
    public long Stored { get; set; }

    /// <summary>
    /// The same order in every save, so that of two saves which want the same rows one waits for the other and not both.
    /// </summary>
    public static int Compare(CounterChange one, CounterChange other)
    {
        var order = string.CompareOrdinal(one.Table.Order, other.Table.Order);
        for (var i = 0; order == 0 && i < one._order.Count; i++)
        {
            order = CompareValues(one._order[i], other._order[i]);
        }

        return order != 0 ? order : string.CompareOrdinal(one.Counter.Property.Name, other.Counter.Property.Name);
    }

    /// <summary>
    /// Only the bound is looked at that the change leads to: a counter that is out of bounds already may come back.
    /// </summary>
    public string? Update(RowCommand command)
    {
        var limit = By > 0 ? (Int128)Counter.Greatest - By : (Int128)Counter.Least - By;
        if (limit < long.MinValue || limit > long.MaxValue)
        {
            return null;
        }

        var column = Table.Column(Counter.Property);
        var amount = command.Parameter("by", By);
        var bounds = $"{column} {(By > 0 ? "<=" : ">=")} {command.Parameter("limit", (long)limit)}";
        if (By > 0 && Counter.CeilingProperty is { } property)
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
        => $"SELECT {Table.Column(Counter.Property)} FROM {Table.Name} WHERE {Table.Where(command, Key)}";

    private static int CompareValues(object? one, object? other) => (one, other) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right),
        (IComparable left, not null) => left.CompareTo(other),
        _ => string.CompareOrdinal(
            Convert.ToString(one, CultureInfo.InvariantCulture), Convert.ToString(other, CultureInfo.InvariantCulture)),
    };
}
