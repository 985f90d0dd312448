namespace Integrity.Toolkit;

/// <summary>
/// Describes existing rows that a declared constraint would not accept, or why nobody can tell yet.
/// </summary>
/// <param name="Code">The code of the declaration.</param>
/// <param name="Constraint">The name that the constraint, index or trigger has, or will have.</param>
/// <param name="Entity">The short name of the entity type.</param>
/// <param name="Schema">The schema of the table; <see langword="null"/> for the default one.</param>
/// <param name="Table">The table.</param>
/// <param name="Members">The members that the declaration is about.</param>
/// <param name="Count">How many rows are in the way.</param>
/// <param name="Keys">The primary keys of the first of them: no other value is read.</param>
/// <param name="NotChecked">Why the rows could not be looked at; <see langword="null"/> when they were.</param>
public sealed record ConstraintViolations(
    string Code,
    string Constraint,
    string Entity,
    string? Schema,
    string Table,
    IReadOnlyList<string> Members,
    long Count,
    IReadOnlyList<IReadOnlyList<object?>> Keys,
    string? NotChecked)
{
    /// <inheritdoc/>
    public override string ToString()
        => NotChecked is null
            ? $"{Code}: {Count} of the rows of {Table} are in the way of {Constraint}."
            : $"{Code}: nobody can tell which rows of {Table} are in the way of {Constraint}. {NotChecked}";
}
