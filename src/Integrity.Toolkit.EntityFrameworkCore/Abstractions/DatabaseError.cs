namespace Integrity.Toolkit;

/// <summary>
/// Describes what a database refused: of which kind, by which of its constraints, and what that is in the model.
/// </summary>
/// <remarks>
/// Names only, never values. What the database did not say, and what could not be told from the model, is
/// <see langword="null"/> or empty.
/// </remarks>
public sealed class DatabaseError
{
    internal DatabaseError(DatabaseErrorKind kind, string code)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>Gets why the database refused, in the same words for every database.</summary>
    public DatabaseErrorKind Kind { get; }

    /// <summary>
    /// Gets the code of the declaration or the rule that the database holds; where there is none, <c>database.</c> and the kind,
    /// such as <c>database.unique</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>Gets the schema of the table; <see langword="null"/> also for the default one of the model.</summary>
    public string? Schema { get; internal init; }

    /// <summary>Gets the table of the constraint: for a foreign key in either direction, the one that refers.</summary>
    public string? Table { get; internal init; }

    /// <summary>Gets the name of the constraint, index or trigger.</summary>
    public string? Constraint { get; internal init; }

    /// <summary>Gets the constraints that may be meant, where the database did not say which of several it was.</summary>
    /// <value>Empty where <see cref="Constraint"/> is known, or nothing is.</value>
    public IReadOnlyList<string> Candidates { get; internal init; } = [];

    /// <summary>Gets the columns of the constraint, or the one that has no room for its value.</summary>
    public IReadOnlyList<string> Columns { get; internal init; } = [];

    /// <summary>
    /// Gets the entity type that was refused, without its namespace: for a row that others refer to, the type they refer to.
    /// </summary>
    public string? Entity { get; internal init; }

    /// <summary>Gets the members of <see cref="Entity"/> that it is about.</summary>
    public IReadOnlyList<string> Members { get; internal init; } = [];

    /// <summary>
    /// Gets whether the same work may succeed when its whole transaction is repeated, with nothing changed about it.
    /// </summary>
    public bool CanRetry { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Constraint is null ? $"{Kind} ({Code})" : $"{Kind} ({Code}) by {Constraint}";
}
