namespace Integrity.Toolkit.Errors;

/// <summary>The information in a provider's exception.</summary>
/// <param name="Kind">The kind, as reported by the database.</param>
internal sealed record ProviderError(DatabaseErrorKind Kind)
{
    public string? Schema { get; init; }

    public string? Table { get; init; }

    /// <summary>The name of a constraint, an index, or a trigger of the toolkit.</summary>
    public string? Name { get; init; }

    /// <summary>The constraint for which a trigger rejected the change.</summary>
    public string? Behind { get; init; }

    public string? Column { get; init; }

    /// <summary>The columns in the format of SQLite: <c>table.column, table.column</c>.</summary>
    public string? Listed { get; init; }

    /// <summary>Whether the kind identifies the violated end of a foreign key.</summary>
    public bool IsDirectionKnown { get; init; }

    public bool CanRetry { get; init; } = Kind is DatabaseErrorKind.Serialization
        or DatabaseErrorKind.Deadlock
        or DatabaseErrorKind.LockTimeout
        or DatabaseErrorKind.Busy;

    public bool IsForeignKey => Kind is DatabaseErrorKind.ForeignKeyMissing or DatabaseErrorKind.ForeignKeyReferenced;
}
