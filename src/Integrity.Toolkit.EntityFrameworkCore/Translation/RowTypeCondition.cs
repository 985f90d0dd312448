using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>Creates the conditions that distinguish the rows of a type from others in the same table.</summary>
internal static class RowTypeCondition
{
    /// <summary>Returns a condition that is true for rows of a type; null if the table cannot distinguish them.</summary>
    public static SqlPredicate? Of(
        IReadOnlyEntityType entityType, Type type, StoreObjectIdentifier table, IColumnSql sql, string row = "")
    {
        var all = entityType.GetRootType().GetDerivedTypesInclusive().Where(each => !each.IsAbstract() && each.IsStoredIn(table)).ToList();
        var meant = all.Where(each => type.IsAssignableFrom(each.ClrType)).ToList();
        if (meant.Count == all.Count)
        {
            return SqlPredicate.True;
        }

        var discriminator = entityType.GetRootType().FindDiscriminatorProperty();
        if (discriminator?.GetColumnName(table) is null)
        {
            return null;
        }

        var values = meant
            .Select(each => each.GetDiscriminatorValue())
            .OfType<object>()
            .Select(value => sql.Literal(discriminator, value))
            .Order(StringComparer.Ordinal)
            .ToList();
        var column = row + sql.Column(discriminator, table);
        return values.Count switch
        {
            0 => SqlPredicate.False,
            1 => SqlPredicate.Atom($"{column} = {values[0]}"),
            _ => SqlPredicate.Atom($"{column} IN ({string.Join(", ", values)})"),
        };
    }

    /// <summary>
    /// Returns a condition that is true if a row contains an entity that shares its table with another one. EF Core treats
    /// the entity as missing if a required value is null or, if it has no required values, if all values are null.
    /// </summary>
    public static SqlPredicate Presence(IReadOnlyEntityType entityType, StoreObjectIdentifier table, IColumnSql sql)
    {
        if (!entityType.FindRowInternalForeignKeys(table).Any(foreignKey => !foreignKey.IsRequiredDependent))
        {
            return SqlPredicate.True;
        }

        var own = entityType.GetProperties()
            .Where(property => !property.IsPrimaryKey() && property.GetColumnName(table) is not null)
            .ToList();
        var required = own.Where(property => !property.IsNullable).ToList();
        var there = (required.Count > 0 ? required : own)
            .Select(property => SqlPredicate.Atom($"{sql.Column(property, table)} IS NOT NULL"));
        return required.Count > 0 ? SqlPredicate.And(there) : SqlPredicate.Or(there);
    }
}
