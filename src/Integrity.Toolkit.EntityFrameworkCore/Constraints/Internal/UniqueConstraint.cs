using System.Linq.Expressions;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>Values that only one row may have, of those that meet some conditions: a unique index, with a filter.</summary>
internal sealed class UniqueConstraint(string code, IReadOnlyList<string> members) : DatabaseConstraint
{
    private IMutableIndex? _index;

    public List<LambdaExpression> Conditions { get; } = [];

    public DeclaredViolation Message { get; } = new(
        code,
        members,
        violation => $"Another {violation.Entity} has the same {string.Join(", ", members)} ({violation.Code}). Choose another value.");

    /// <summary>Makes the index while others can still see it, and say more about it.</summary>
    public override void Prepare(IMutableEntityType entityType)
    {
        var properties = members.Select(member => entityType.FindProperty(member) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()} '{code}': {member} must be unique, but is not a property with a column of its own. Map it, or "
            + "name another one.")).ToList();
        if (entityType.FindIndex(code) is not null)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} has two unique declarations, or an index, with the name '{code}'. Give one another code.");
        }

        if (entityType.FindIndex(properties) is not null && (Conditions.Count > 0 || entityType.BaseType is not null))
        {
            // EF Core would take the index of a foreign key for needless now; but one with a filter does not find every row.
            ((IConventionEntityType)entityType).Builder.HasIndex([.. properties.Select(property => property.Name)], fromDataAnnotation: true);
        }

        _index = entityType.AddIndex(properties, code);
        _index.IsUnique = true;
    }

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var tables = ConstraintSqlBuilder.Tables(entityType);
        if (tables.Count == 0)
        {
            return;
        }

        if (tables.Count > 1 && entityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy)
        {
            throw CreateError(entityType, "its rows are in several tables, and an index sees one of them. Declare it on each of the types");
        }

        var table = tables.Where(HasColumns).Cast<StoreObjectIdentifier?>().FirstOrDefault() ?? throw CreateError(
            entityType, "the members are in several tables, and an index sees one of them. Map them into one table");
        var rows = RowTypeCondition.Of(entityType, entityType.ClrType, table, rendering) ?? throw CreateError(
            entityType, "the table has rows of other types as well, and nothing in it tells them apart. Declare it on the type that the table belongs to");
        var index = _index!;
        index.SetDatabaseName(rendering.Name("UX", table, code));
        ConstraintSqlBuilder.Restrict(index, SqlPredicate.And(
            [rows, .. Conditions.Select(condition => ConditionTranslator.RenderText(condition, entityType, table, rendering, row: "", code))]));
        rendering.Declare(new RenderedConstraint(
            index.GetDatabaseName(table)!,
            table.Schema,
            table.Name,
            DatabaseErrorKind.Unique,
            code,
            entityType.Name,
            members,
            Message.CreateViolation));

        bool HasColumns(StoreObjectIdentifier table) => _index!.Properties.All(property => property.GetColumnName(table) is not null);
    }

    private InvalidOperationException CreateError(IMutableEntityType entityType, string why)
        => new($"{entityType.ShortName()} '{code}': the database cannot hold that {string.Join(", ", members)} are unique, because {why}.");
}
