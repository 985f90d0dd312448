using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>What a violation of the database is in the model.</summary>
/// <param name="Kind">The kind, now certain.</param>
internal sealed record ResolvedDatabaseError(DatabaseErrorKind Kind)
{
    public ITable? Table { get; init; }

    /// <summary>The name of the table, where the model does not know it.</summary>
    public (string? Schema, string? Name) Said { get; init; }

    public string? Constraint { get; init; }

    /// <summary>What it may have been: one where that is certain, and the model knows it.</summary>
    public IReadOnlyList<ModelObject> Objects { get; init; } = [];

    public IReadOnlyList<IColumn> Columns { get; init; } = [];

    public RenderedConstraint? Declared { get; init; }

    public bool CanRetry { get; init; }

    public ModelObject? Object => Objects is [var only] ? only : null;

    public IForeignKeyConstraint? ForeignKey => Object?.ForeignKey;

    /// <summary>The table whose rows were refused: for a row that others refer to, not the one of the constraint.</summary>
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
