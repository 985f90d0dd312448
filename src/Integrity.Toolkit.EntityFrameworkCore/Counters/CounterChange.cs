using System.Globalization;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Counters;

/// <summary>A change of one counter of one row, tracked or not, which is executed as one statement.</summary>
internal sealed class CounterChange
{
    private readonly IReadOnlyList<object?> _order;

    private CounterChange(
        IEntityType entityType,
        Counter counter,
        IReadOnlyList<object?> key,
        long by,
        IReadOnlyList<RowTable> tables,
        IReadOnlyList<EntityEntry> causes)
    {
        (EntityType, Counter, Key, By, Tables, Causes) = (entityType, counter, key, by, tables, causes);
        _order = tables[0].Stored(key);
    }

    public IEntityType EntityType { get; }

    public Counter Counter { get; }

    public IReadOnlyList<object?> Key { get; }

    public long By { get; }

    /// <summary>Several tables if derived types have tables of their own, because the table of the row is unknown.</summary>
    public IReadOnlyList<RowTable> Tables { get; }

    /// <summary>The entities that are reported if the change is rejected.</summary>
    public IReadOnlyList<EntityEntry> Causes { get; }

    /// <summary>
    /// Whether the change is skipped if the row does not exist, for example because the same save deletes it.
    /// </summary>
    public bool MayBeGone { get; init; }

    /// <summary>Creates a change of an entity's own row.</summary>
    public static CounterChange Of(EntityEntry entry, Counter counter, IReadOnlyList<object?> key, long by)
        => new(
            entry.Metadata,
            counter,
            key,
            by,
            [RowTable.Of(entry.Metadata, counter.Property, entry.Context.GetService<ISqlGenerationHelper>())],
            [entry]);

    /// <summary>Creates a change of a row that is identified only by its key.</summary>
    public static CounterChange Of(
        DbContext context,
        IEntityType entityType,
        Counter counter,
        IReadOnlyList<object?> key,
        long by,
        IReadOnlyList<EntityEntry> causes,
        bool mayBeGone)
        => new(
            entityType,
            counter,
            key,
            by,
            [.. RowTable.All(entityType, counter.Property, context.GetService<ISqlGenerationHelper>())],
            causes)
        {
            MayBeGone = mayBeGone,
        };

    /// <summary>Combines two changes of the same counter.</summary>
    public CounterChange And(CounterChange other)
        => new(
            EntityType,
            Counter,
            Key,
            checked(By + other.By),
            Tables.Count <= other.Tables.Count ? Tables : other.Tables,
            [.. Causes.Concat(other.Causes).DistinctBy(entry => entry.Entity, ReferenceEqualityComparer.Instance)])
        {
            MayBeGone = MayBeGone && other.MayBeGone,
        };

    /// <summary>
    /// Orders changes the same way in every save, so that two saves which change the same rows do not deadlock.
    /// </summary>
    public static int Compare(CounterChange one, CounterChange other)
    {
        var order = string.CompareOrdinal(one.Tables[0].Order, other.Tables[0].Order);
        for (var i = 0; order == 0 && i < one._order.Count; i++)
        {
            order = CompareValues(one._order[i], other._order[i]);
        }

        return order != 0 ? order : string.CompareOrdinal(one.Counter.Property.Name, other.Counter.Property.Name);
    }

    /// <summary>
    /// Checks only the bound in the direction of the change, so that a counter that is out of bounds can return.
    /// </summary>
    public string? Update(RowTable table, RowCommand command)
    {
        var limit = By > 0 ? (Int128)Counter.Greatest - By : (Int128)Counter.Least - By;
        if (limit < long.MinValue || limit > long.MaxValue)
        {
            return null;
        }

        var column = table.Column(Counter.Property);
        var amount = command.Parameter("by", By);
        var bounds = $"{column} {(By > 0 ? "<=" : ">=")} {command.Parameter("limit", (long)limit)}";
        if (By > 0 && Counter.CeilingProperty is { } property)
        {
            var ceiling = table.Column(property);
            bounds += property.IsNullable
                ? $" AND ({ceiling} IS NULL OR {column} <= {ceiling} - {amount})"
                : $" AND {column} <= {ceiling} - {amount}";
        }

        return $"UPDATE {table.Name} SET {column} = {column} + {amount} WHERE {table.Where(command, Key)} AND {bounds} "
            + $"RETURNING {column}";
    }

    public string Read(RowTable table, RowCommand command)
        => $"SELECT {table.Column(Counter.Property)} FROM {table.Name} WHERE {table.Where(command, Key)}";

    private static int CompareValues(object? one, object? other) => (one, other) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right),
        (IComparable left, not null) => left.CompareTo(other),
        _ => string.CompareOrdinal(
            Convert.ToString(one, CultureInfo.InvariantCulture), Convert.ToString(other, CultureInfo.InvariantCulture)),
    };
}
