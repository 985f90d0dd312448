using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Lets the unique indexes of a type see its live rows only.</summary>
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
                        + $"the table {table.DisplayName()}, which does not know which rows are deleted: WithFilteredUniqueIndexes() cannot hold for "
                        + "it. Declare soft delete on the type of that table, or map the types into one.");
                }
            }

            if (tables.Count > 0)
            {
                ConstraintSqlBuilder.Restrict(index, SqlPredicate.Atom($"{rendering.Column(property, tables[0])} IS NULL"));
            }
        }
    }
}
