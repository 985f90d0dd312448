using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Restricts the unique indexes of a type to its live rows.</summary>
internal sealed class FilteredUniqueIndexes(string deletedAt) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var property = entityType.FindProperty(deletedAt)!;
        foreach (var index in entityType.GetDerivedTypesInclusive().SelectMany(type => type.GetIndexes()).Distinct().Where(index => index.IsUnique))
        {
            var tables = ConstraintSqlBuilder.Tables(index.DeclaringEntityType)
                .Where(table => index.Properties.All(part => part.GetColumnName(table) is not null))
                .ToList();
            foreach (var table in tables)
            {
                if (property.GetColumnName(table) is null)
                {
                    throw new InvalidOperationException(
                        $"{entityType.ShortName()}: the unique index on {string.Join(", ", index.Properties.Select(part => part.Name))} is in "
                        + $"the table {table.DisplayName()}, which has no deletion columns, so WithFilteredUniqueIndexes() "
                        + "cannot apply to it. Declare soft delete on the type of that table, or map the types to one table.");
                }
            }

            if (tables.Count > 0)
            {
                ConstraintSqlBuilder.Restrict(index, SqlPredicate.Atom($"{rendering.Column(property, tables[0])} IS NULL"));
            }
        }
    }
}
