using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Counters;

/// <summary>Ensures that a property can be used as a counter that is changed by one statement.</summary>
internal static class CounterColumn
{
    public const string NoNumber = "A counter must be a short, int or long that is stored as such";

    /// <param name="entityType">The type with the counter.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="by">The method that declared it, such as <c>HasCounter()</c>.</param>
    public static void EnsureCountable(IMutableEntityType entityType, IMutableProperty counter, string by)
    {
        if (!Counter.Types.Contains(counter.ClrType))
        {
            throw Wrong(entityType, counter, by, NoNumber);
        }

        if (counter.IsKey() || counter.IsForeignKey() || counter.IsConcurrencyToken
            || counter.ValueGenerated.HasFlag(ValueGenerated.OnUpdate))
        {
            throw Wrong(
                entityType,
                counter,
                by,
                "A counter must not be a key, a foreign key, a concurrency token or a database-generated value");
        }

        // A counter changes concurrently, and a change must not make the version that others have read stale.
        counter.ExemptFromVersion();
    }

    /// <summary>The type of the column is final only when the model is complete.</summary>
    public static void EnsureColumn(IMutableEntityType entityType, IMutableProperty counter, string by, ConstraintSqlBuilder rendering)
    {
        if (!entityType.GetDerivedTypesInclusive().Any(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table) is not null))
        {
            throw Wrong(entityType, counter, by, "A counter must be a column of a table, but the type is not mapped to one");
        }

        EnsureNumber(entityType, counter, by, NoNumber, rendering);
    }

    public static void EnsureNumber(
        IMutableEntityType entityType, IMutableProperty property, string by, string what, ConstraintSqlBuilder rendering)
    {
        if (rendering.Mapping(property).Converter is not null)
        {
            throw Wrong(entityType, property, by, what);
        }
    }

    public static InvalidOperationException Wrong(IMutableEntityType entityType, IMutableProperty property, string by, string what)
        => new($"{entityType.ShortName()}.{property.Name} is declared by {by}. {what}.");
}
