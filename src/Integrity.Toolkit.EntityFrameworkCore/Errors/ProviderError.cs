namespace Integrity.Toolkit.Errors;

/// <summary>What the exception of a provider says, and no more.</summary>
/// <param name="Kind">The kind, as far as the database tells it.</param>
internal sealed record ProviderError(DatabaseErrorKind Kind)
{
    public string? Schema { get; init; }

    public string? Table { get; init; }

    /// <summary>The name of a constraint, an index, or a guard of the toolkit.</summary>
    public string? Name { get; init; }

    /// <summary>The constraint on whose behalf a guard refused.</summary>
    public string? Behind { get; init; }

    public string? Column { get; init; }

    /// <summary>The columns as SQLite lists them: <c>table.column, table.column</c>.</summary>
    public string? Listed { get; init; }

    /// <summary>Whether the kind already says which end of a foreign key was refused.</summary>
    public bool IsDirectionKnown { get; init; }

    public bool CanRetry { get; init; } = Kind is DatabaseErrorKind.Serialization
        or DatabaseErrorKind.Deadlock
        or DatabaseErrorKind.LockTimeout
        or DatabaseErrorKind.Busy;

    public bool IsForeignKey => Kind is DatabaseErrorKind.ForeignKeyMissing or DatabaseErrorKind.ForeignKeyReferenced;
}
