using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// A database object that the toolkit creates and drops in migrations.
/// </summary>
/// <remarks>
/// The SQL is stored in the model snapshot and in the migration, so that an old migration does not depend on the SQL of a
/// later version of the toolkit.
/// </remarks>
internal sealed record MigrationObject(string Name, string Table, string? Schema, string Create, string Drop)
{
    public const string CreateAnnotation = "Integrity:Create";

    public const string DropAnnotation = "Integrity:Drop";

    /// <summary>On a statement: the other table.</summary>
    public const string OtherAnnotation = "Integrity:Other";

    /// <summary>On a statement: the schema of the other table.</summary>
    public const string OtherSchemaAnnotation = "Integrity:OtherSchema";

    /// <summary>On an operation: the name of the object that it creates or drops.</summary>
    public const string NameAnnotation = "Integrity:Object";

    /// <summary>On an operation: the table of the object.</summary>
    public const string TableAnnotation = "Integrity:Table";

    /// <summary>On an operation: its action, <see cref="Creates"/> or <see cref="Drops"/>.</summary>
    public const string ActionAnnotation = "Integrity:Action";

    public const string Creates = "create";

    public const string Drops = "drop";

    /// <summary>The other table of a statement.</summary>
    public (string Table, string? Schema)? Other { get; init; }

    /// <summary>Whether it is a SQL statement that is executed, instead of an object.</summary>
    public bool IsStatement => Drop.Length == 0;

    /// <summary>The part that is compared. A statement with different SQL does not have to be executed again.</summary>
    public MigrationObject Identity => IsStatement ? this with { Create = "" } : this;

    public static IReadOnlyList<MigrationObject> Of(IReadOnlyModel? model)
        => model is null
            ? []
            : [.. model.GetEntityTypes()
                .Where(entityType => !entityType.IsTableExcludedFromMigrations())
                .SelectMany(entityType => entityType.GetDeclaredTriggers())
                .Select(Of)
                .OfType<MigrationObject>()
                .OrderBy(managed => managed.Name, StringComparer.Ordinal)];

    public SqlOperation ToCreate() => Operation(Create, Creates);

    public SqlOperation ToDrop() => Operation(Drop, Drops);

    private static MigrationObject? Of(IReadOnlyTrigger trigger)
        => trigger.FindAnnotation(CreateAnnotation)?.Value is string create
            && trigger.FindAnnotation(DropAnnotation)?.Value is string drop
            ? new MigrationObject(
                trigger.ModelName,
                trigger.GetTableName() ?? trigger.EntityType.GetTableName()!,
                trigger.GetTableSchema() ?? trigger.EntityType.GetSchema(),
                create,
                drop)
            {
                Other = trigger.FindAnnotation(OtherAnnotation)?.Value is string other
                    ? (other, trigger.FindAnnotation(OtherSchemaAnnotation)?.Value as string)
                    : null,
            }
            : null;

    private SqlOperation Operation(string sql, string action)
    {
        var operation = new SqlOperation { Sql = sql };
        operation.AddAnnotation(ActionAnnotation, action);
        operation.AddAnnotation(NameAnnotation, Name);
        operation.AddAnnotation(TableAnnotation, Table);

        return operation;
    }
}
