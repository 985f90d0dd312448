using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>A database error, resolved to the objects of the model.</summary>
/// <param name="Kind">The final kind.</param>
internal sealed record ResolvedDatabaseError(DatabaseErrorKind Kind)
{
    public ITable? Table { get; init; }

    /// <summary>The reported name of the table, if it is not in the model.</summary>
    public (string? Schema, string? Name) Said { get; init; }

    public string? Constraint { get; init; }

    /// <summary>The objects that may have been violated; exactly one if it is certain and in the model.</summary>
    public IReadOnlyList<ModelObject> Objects { get; init; } = [];

    public IReadOnlyList<IColumn> Columns { get; init; } = [];

    public RenderedConstraint? Declared { get; init; }

    public bool CanRetry { get; init; }

    public ModelObject? Object => Objects is [var only] ? only : null;

    public IForeignKeyConstraint? ForeignKey => Object?.ForeignKey;

    /// <summary>
    /// The table with the violating rows: for a referenced row, the principal table instead of the constraint's.
    /// </summary>
    public ITable? ViolatedTable => Kind == DatabaseErrorKind.ForeignKeyReferenced && ForeignKey is { } key ? key.PrincipalTable : Table;

    public IReadOnlyList<IColumn> ViolatedColumns => Kind == DatabaseErrorKind.ForeignKeyReferenced ? [] : Columns;

    public static ResolvedDatabaseError Of(DatabaseErrorKind kind, IReadOnlyList<ModelObject> objects) => new(kind)
    {
        Table = objects.Select(known => known.Table).Distinct().ToList() is [var table] ? table : null,
        Constraint = objects is [var only] ? only.Name : null,
        Objects = objects,
        Columns = objects.Skip(1).All(known => known.Columns.SequenceEqual(objects[0].Columns)) && objects.Count > 0
            ? objects[0].Columns
            : [],
    };
}
