namespace Integrity.Toolkit;

/// <summary>
/// The existing rows that violate a declared constraint, or the reason why they could not be checked.
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

    /// <summary>Gets the current or future name of the constraint, index or database trigger.</summary>
    public string Constraint { get; }

    /// <summary>Gets the short name of the entity type.</summary>
    public string Entity { get; }

    /// <summary>Gets the schema of the table; <see langword="null"/> for the default schema.</summary>
    public string? Schema { get; }

    /// <summary>Gets the name of the table.</summary>
    public string Table { get; }

    /// <summary>Gets the members that the declaration applies to.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Gets the number of violating rows.</summary>
    public long Count { get; }

    /// <summary>Gets the primary keys of the first violating rows. No other values are read.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Keys { get; }

    /// <summary>Gets the reason why the rows could not be checked; <see langword="null"/> if they were.</summary>
    public string? NotChecked { get; }

    /// <inheritdoc/>
    public override string ToString()
        => NotChecked is null
            ? $"{Code}: {Count} of the rows of {Table} violate {Constraint}."
            : $"{Code}: the rows of {Table} could not be checked against {Constraint}. {NotChecked}";
}
