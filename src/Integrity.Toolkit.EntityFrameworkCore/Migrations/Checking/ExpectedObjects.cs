using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// The database objects that a model requires for its declarations.
/// </summary>
internal sealed class ExpectedObjects
{
    private readonly IMigrationsSqlGenerator _generator;
    private readonly DatabaseDialect _dialect;
    private readonly IModel _model;

    public ExpectedObjects(DbContext context, DatabaseDialect dialect)
    {
        _dialect = dialect;
        _generator = context.GetService<IMigrationsSqlGenerator>();
        _model = context.GetService<IDesignTimeModel>().Model;
        Tables = [.. _model.GetRelationalModel().Tables.Where(table => !table.IsExcludedFromMigrations)];
        // The annotation under which EF Core stores the read-only model on the design-time model.
        Declared = RenderedConstraints.Of((IModel?)_model.FindRuntimeAnnotationValue("ReadOnlyModel") ?? context.Model);
        All = [.. MigrationObject.Of(_model).Select(Managed).Concat(Declared.All.Select(Native)).OfType<ExpectedObject>()];
    }

    public IReadOnlyList<ITable> Tables { get; }

    public RenderedConstraints Declared { get; }

    public IReadOnlyList<ExpectedObject> All { get; }

    public ITable? Table(string? schema, string name)
        => Tables.FirstOrDefault(table => table.Name == name && table.Schema == schema);

    public ExpectedObject? Find(RenderedConstraint declared)
        => All.FirstOrDefault(item => item.Name == declared.Name && item.Table.Name == declared.Table && item.Table.Schema == declared.Schema);

    private ExpectedObject? Managed(MigrationObject managed)
        => !managed.IsStatement && Table(managed.Schema, managed.Table) is { } table
            ? new ExpectedObject(
                IsTrigger(managed.Create) ? ManagedObjectKind.Trigger : ManagedObjectKind.Constraint,
                table,
                managed.Name,
                managed.Create,
                managed.Drop)
            : null;

    private static bool IsTrigger(string create)
        => create.Contains("CREATE TRIGGER", StringComparison.Ordinal) || create.Contains("CREATE CONSTRAINT TRIGGER", StringComparison.Ordinal);

    /// <summary>Returns the object that EF Core itself creates for a declaration.</summary>
    private ExpectedObject? Native(RenderedConstraint declared)
    {
        if (Table(declared.Schema, declared.Table) is not { } table)
        {
            return null;
        }

        if (table.CheckConstraints.FirstOrDefault(check => check.Name == declared.Name) is { } check)
        {
            return new ExpectedObject(
                ManagedObjectKind.Check,
                table,
                declared.Name,
                _dialect is SqliteDialect ? null : Sql(AddCheckConstraintOperation.CreateFrom(check)),
                $"ALTER TABLE {_dialect.Names.DelimitIdentifier(table.Name, table.Schema)} DROP CONSTRAINT IF EXISTS {_dialect.Quote(declared.Name)};")
            {
                Condition = check.Sql,
            };
        }

        return table.Indexes.FirstOrDefault(index => index.Name == declared.Name) is { } index
            ? new ExpectedObject(
                ManagedObjectKind.Index,
                table,
                declared.Name,
                Sql(CreateIndexOperation.CreateFrom(index)),
                $"DROP INDEX IF EXISTS {_dialect.Names.DelimitIdentifier(declared.Name, table.Schema)};")
            {
                Index = index,
            }
            : null;
    }

    private string Sql(MigrationOperation operation)
        => string.Concat(_generator.Generate([operation], _model).Select(command => command.CommandText)).Trim();
}
