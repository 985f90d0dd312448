namespace Integrity.Toolkit;

/// <summary>
/// An error that the database reported: its kind, the constraint, and the corresponding parts of the model.
/// </summary>
/// <remarks>
/// Contains only names, never values. Information that the database did not report, and that cannot be determined from the
/// model, is <see langword="null"/> or empty.
/// </remarks>
public sealed class DatabaseError
{
    internal DatabaseError(DatabaseErrorKind kind, string code)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>Gets the kind of the error, which is the same for every database.</summary>
    public DatabaseErrorKind Kind { get; }

    /// <summary>
    /// Gets the code of the declaration or rule that the database enforces; otherwise, <c>database.</c> and the kind, such as
    /// <c>database.unique</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>Gets the schema of the table; <see langword="null"/> also for the default schema of the model.</summary>
    public string? Schema { get; internal init; }

    /// <summary>Gets the table of the constraint; for a foreign key in either direction, the referencing table.</summary>
    public string? Table { get; internal init; }

    /// <summary>Gets the name of the constraint, index or database trigger.</summary>
    public string? Constraint { get; internal init; }

    /// <summary>Gets the possible constraints, if the database did not report which one it was.</summary>
    /// <value>Empty if <see cref="Constraint"/> is known, or if there are no candidates.</value>
    public IReadOnlyList<string> Candidates { get; internal init; } = [];

    /// <summary>Gets the columns of the constraint, or the column that the value does not fit.</summary>
    public IReadOnlyList<string> Columns { get; internal init; } = [];

    /// <summary>
    /// Gets the name of the rejected entity type, without its namespace; for a referenced row, the referenced type.
    /// </summary>
    public string? Entity { get; internal init; }

    /// <summary>Gets the members of <see cref="Entity"/> that the error applies to.</summary>
    public IReadOnlyList<string> Members { get; internal init; } = [];

    /// <summary>
    /// Gets whether the same work may succeed if its whole transaction is repeated unchanged.
    /// </summary>
    public bool CanRetry { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Constraint is null ? $"{Kind} ({Code})" : $"{Kind} ({Code}) by {Constraint}";
}
