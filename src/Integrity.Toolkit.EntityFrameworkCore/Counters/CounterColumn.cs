using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Counters;

/// <summary>Looks whether a property can be counted in one statement.</summary>
internal static class CounterColumn
{
    public const string NoNumber = "A counter is a short, an int or a long that is stored as such";

    /// <param name="entityType">The type with the counter.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="by">What declared it, such as <c>HasCounter()</c>.</param>
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
                "A counter is no key, no foreign key, no concurrency token and no value that the database makes");
        }

        // Many count at once, and none of them makes what another has read of the row stale.
        counter.ExemptFromVersion();
    }

    /// <summary>Whether the column is a number is certain only when the whole model is known.</summary>
    public static void EnsureColumn(IMutableEntityType entityType, IMutableProperty counter, string by, ConstraintSqlBuilder rendering)
    {
        if (!entityType.GetDerivedTypesInclusive().Any(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table) is not null))
        {
            throw Wrong(entityType, counter, by, "A counter is a column of a table, and the type is mapped to none");
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
