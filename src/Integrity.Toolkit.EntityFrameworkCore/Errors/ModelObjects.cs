using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// The named objects of a model's tables. Cached per model, because contexts that share their options can have different
/// models.
/// </summary>
internal sealed class ModelObjects
{
    private const string Annotation = "Integrity:DatabaseObjects";

    private readonly List<ModelObject> _all = [];
    private readonly IReadOnlyList<ITable> _tables;

    private ModelObjects(IModel model)
    {
        _tables = [.. model.GetRelationalModel().Tables];
        var checks = DeclaredChecks.Of(model).ToLookup(check => (check.Schema, check.Table));
        foreach (var table in _tables)
        {
            AddKeys(table);
            AddIndexes(table);
            _all.AddRange(table.ForeignKeyConstraints.Select(ForeignKey));
            _all.AddRange(checks[(table.Schema, table.Name)].Select(check => new ModelObject(
                DatabaseErrorKind.Check, check.Name, table, SqlColumns.In(check.Sql, table))));
        }
    }

    public static ModelObjects Of(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new ModelObjects(model!), model);

    public static ModelObject ForeignKey(IForeignKeyConstraint constraint)
        => new(DatabaseErrorKind.ForeignKeyMissing, constraint.Name, constraint.Table, constraint.Columns)
        {
            ForeignKey = constraint,
        };

    /// <summary>Finds an object by its name on a table, or by a name that is unique in the model.</summary>
    public ModelObject? Find(string? schema, string? table, string name)
    {
        var same = _all.FindAll(known => ObjectName.IsSame(known.Name, name));
        if (table is not null && FindTable(schema, table) is { } known)
        {
            return same.Find(item => item.Table == known);
        }

        return same is [var only] ? only : null;
    }

    public ITable? FindTable(string? schema, string name)
    {
        var same = _tables.Where(table => ObjectName.IsSame(table.Name, name)).ToList();
        return same.Find(table => table.Schema == schema)
            ?? same.Find(table => table.Schema is null)
            ?? (schema is null && same is [var only] ? only : null);
    }

    /// <summary>Returns the unique indexes and keys with the columns that SQLite lists.</summary>
    public IReadOnlyList<ModelObject> Listed(DatabaseErrorKind kind, string listed)
        => _all.FindAll(known => known.Kind == kind && IsListing(known.Columns, listed));

    public IColumn? ListedColumn(string listed)
        => _tables
            .Where(table => listed.StartsWith(table.Name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(table => table.Columns)
            .FirstOrDefault(column => IsListing([column], listed));

    public bool HasColumn(string name) => _tables.Any(table => table.FindColumn(name) is not null);

    /// <summary>SQLite reports names as they were created, and compares them case-insensitively.</summary>
    private static bool IsListing(IEnumerable<IColumn> columns, string listed)
        => string.Join(", ", columns.Select(column => $"{column.Table.Name}.{column.Name}"))
            .Equals(listed, StringComparison.OrdinalIgnoreCase);

    private void AddKeys(ITable table)
        => _all.AddRange(table.UniqueConstraints.Select(key => new ModelObject(
            key == table.PrimaryKey ? DatabaseErrorKind.PrimaryKey : DatabaseErrorKind.Unique,
            key.Name,
            table,
            key.Columns)
        {
            Declared = type => key.MappedKeys
                .FirstOrDefault(mapped => mapped.DeclaringEntityType.IsAssignableFrom(type))?.Properties,
        }));

    private void AddIndexes(ITable table)
        => _all.AddRange(table.Indexes.Where(index => index.IsUnique).Select(index => new ModelObject(
            DatabaseErrorKind.Unique, index.Name, table, index.Columns)
        {
            Filter = index.Filter,
            Declared = type => index.MappedIndexes
                .FirstOrDefault(mapped => mapped.DeclaringEntityType.IsAssignableFrom(type))?.Properties,
        }));
}
