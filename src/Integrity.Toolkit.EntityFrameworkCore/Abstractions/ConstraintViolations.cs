namespace Integrity.Toolkit;

/// <summary>
/// Describes existing rows that a declared constraint would not accept, or why nobody can tell yet.
/// </summary>
public sealed class ConstraintViolations
{
    internal ConstraintViolations(
        string code,
        string constraint,
        string entity,
        string? schema,
        string table,
        IReadOnlyList<string> members,
        long count,
        IReadOnlyList<IReadOnlyList<object?>> keys,
        string? notChecked)
    {
        Code = code;
        Constraint = constraint;
        Entity = entity;
        Schema = schema;
        Table = table;
        Members = members;
        Count = count;
        Keys = keys;
        NotChecked = notChecked;
    }

    /// <summary>Gets the code of the declaration.</summary>
    public string Code { get; }

    /// <summary>Gets the name that the constraint, index or trigger has, or will have.</summary>
    public string Constraint { get; }

    /// <summary>Gets the short name of the entity type.</summary>
    public string Entity { get; }

    /// <summary>Gets the schema of the table; <see langword="null"/> for the default one.</summary>
    public string? Schema { get; }

    /// <summary>Gets the table.</summary>
    public string Table { get; }

    /// <summary>Gets the members that the declaration is about.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Gets how many rows are in the way.</summary>
    public long Count { get; }

    /// <summary>Gets the primary keys of the first of them: no other value is read.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Keys { get; }

    /// <summary>Gets why the rows could not be looked at; <see langword="null"/> when they were.</summary>
    public string? NotChecked { get; }

    /// <inheritdoc/>
    public override string ToString()
        => NotChecked is null
            ? $"{Code}: {Count} of the rows of {Table} are in the way of {Constraint}."
            : $"{Code}: nobody can tell which rows of {Table} are in the way of {Constraint}. {NotChecked}";
}
