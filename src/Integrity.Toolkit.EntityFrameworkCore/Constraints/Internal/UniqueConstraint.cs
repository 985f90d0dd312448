using System.Linq.Expressions;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>A unique index, with an optional filter.</summary>
internal sealed class UniqueConstraint(string code, IReadOnlyList<string> members) : DatabaseConstraint
{
    private IMutableIndex? _index;

    public List<LambdaExpression> Conditions { get; } = [];

    public DeclaredViolation Message { get; } = new(
        code,
        members,
        violation => $"Another {violation.Entity} has the same {string.Join(", ", members)} ({violation.Code}). Choose another value.");

    /// <summary>Creates the index while other conventions can still find and configure it.</summary>
    public override void Prepare(IMutableEntityType entityType)
    {
        var properties = members.Select(member => entityType.FindProperty(member) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()} '{code}': {member} must be unique, but is not a property with a column of its own. Map it, or "
            + "specify another property.")).ToList();
        if (entityType.FindIndex(code) is not null)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} has two unique declarations, or an index, with the name '{code}'. Give one another code.");
        }

        if (entityType.FindIndex(properties) is not null && (Conditions.Count > 0 || entityType.BaseType is not null))
        {
            // EF Core would now remove the index of the foreign key as redundant, but a filtered index does not cover every
            // row.
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
            throw CreateError(
                entityType,
                "its rows are in several tables, and an index covers only one of them. Declare it on each of the types");
        }

        var table = tables.Where(HasColumns).Cast<StoreObjectIdentifier?>().FirstOrDefault() ?? throw CreateError(
            entityType, "the members are in several tables, and an index covers only one of them. Map them to one table");
        var rows = RowTypeCondition.Of(entityType, entityType.ClrType, table, rendering) ?? throw CreateError(
            entityType,
            "the table also has rows of other types, and no column distinguishes them. Declare it on the type that the table "
            + "belongs to");
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
        => new($"{entityType.ShortName()} '{code}': the database cannot enforce unique values of {string.Join(", ", members)}, "
            + $"because {why}.");
}
