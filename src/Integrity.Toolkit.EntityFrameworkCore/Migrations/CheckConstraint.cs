using System.Linq.Expressions;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// A CHECK constraint on all rows of an entity type.
/// </summary>
internal sealed class CheckConstraint(
    string code,
    LambdaExpression condition,
    IReadOnlyList<string> members,
    Func<string, IReadOnlyList<object?>, IntegrityViolation> createViolation) : DatabaseConstraint
{
    /// <summary>The parts of the constraint's name after the table.</summary>
    public string[] Name { get; init; } = [code];

    /// <summary>
    /// The enum property whose values the condition lists. It needs no constraint if the database has an enum type.
    /// </summary>
    public string? Enum { get; init; }

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        if (Enum is not null && entityType.FindProperty(Enum) is { } property && rendering.Mapping(property).Converter is null)
        {
            return;
        }

        var isTpc = entityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy;
        var tables = ConstraintSqlBuilder.Tables(entityType);
        if (tables.Count == 0)
        {
            return;
        }

        var sql = (isTpc ? tables : [Table(entityType, tables)]).ToDictionary(table => table, table => Sql(entityType, table, rendering));
        if (sql.Values.Distinct().Count() > 1)
        {
            throw CreateError(
                entityType, "its columns have different names or types in the tables of derived types. Map them consistently.");
        }

        var (first, text) = sql.First();
        if (text == SqlPredicate.True)
        {
            return;
        }

        // EF Core adds a constraint of a type to the tables of its derived types, if each has a table of its own.
        var name = rendering.Name("CK", first, Name);
        rendering.AddCheck(Owner(entityType, first, isTpc), text.Text, Declared(first));
        foreach (var table in sql.Keys.Skip(1))
        {
            rendering.Declare(Declared(table));
        }

        RenderedConstraint Declared(StoreObjectIdentifier table)
            => new(name, table.Schema, table.Name, DatabaseErrorKind.Check, code, entityType.Name, members, createViolation);
    }

    private static IMutableEntityType Owner(IMutableEntityType entityType, StoreObjectIdentifier table, bool isTpc)
        => isTpc
            ? entityType
            : entityType.GetDerivedTypesInclusive().Concat(entityType.GetAllBaseTypes())
                .First(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table) == table);

    /// <summary>
    /// Returns the table that has all columns of the condition. If there is none, the first table is used to report what is
    /// missing.
    /// </summary>
    private StoreObjectIdentifier Table(IMutableEntityType entityType, IReadOnlyList<StoreObjectIdentifier> tables)
    {
        var all = tables.Concat(entityType.GetAllBaseTypes()
            .Select(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table))
            .OfType<StoreObjectIdentifier>());
        return all.Where(table => ConditionTranslator.HasColumns(condition, entityType, table)).Cast<StoreObjectIdentifier?>().FirstOrDefault()
            ?? tables[0];
    }

    private SqlPredicate Sql(IMutableEntityType entityType, StoreObjectIdentifier table, ConstraintSqlBuilder rendering)
    {
        var held = ConditionTranslator.RenderText(condition, entityType, table, rendering, row: "", code);
        var rows = RowTypeCondition.Of(entityType, entityType.ClrType, table, rendering) ?? throw CreateError(
            entityType,
            $"the table {table.DisplayName()} also has rows of other types, and no column distinguishes them. Declare it "
            + "on the type that the table belongs to, or enforce the rule in SaveChanges only.");
        var isThere = RowTypeCondition.Presence(entityType, table, rendering);

        return held == SqlPredicate.True ? held : SqlPredicate.Or(SqlPredicate.Not(rows), SqlPredicate.Not(isThere), held);
    }

    private InvalidOperationException CreateError(IMutableEntityType entityType, string why)
        => new($"{entityType.ShortName()} '{code}': the database cannot enforce '{condition}', because {why}");
}
