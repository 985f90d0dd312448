namespace Integrity.Toolkit;

/// <summary>
/// An object of the database that does not match the model.
/// </summary>
public sealed class ManagedObjectFinding
{
    internal ManagedObjectFinding(
        ManagedObjectProblem problem,
        ManagedObjectKind kind,
        string? schema,
        string table,
        string name,
        string? code,
        string remedy,
        string? repair)
    {
        Problem = problem;
        Kind = kind;
        Schema = schema;
        Table = table;
        Name = name;
        Code = code;
        Remedy = remedy;
        Repair = repair;
    }

    /// <summary>Gets the problem.</summary>
    public ManagedObjectProblem Problem { get; }

    /// <summary>Gets the kind of the object.</summary>
    public ManagedObjectKind Kind { get; }

    /// <summary>Gets the schema of the table; <see langword="null"/> for the default schema.</summary>
    public string? Schema { get; }

    /// <summary>Gets the name of the table.</summary>
    public string Table { get; }

    /// <summary>Gets the name of the object.</summary>
    public string Name { get; }

    /// <summary>Gets the code of the declaration; <see langword="null"/> if the model has none.</summary>
    public string? Code { get; }

    /// <summary>Gets the remedy.</summary>
    public string Remedy { get; }

    /// <summary>Gets the SQL that repairs the object; <see langword="null"/> if no single statement can.</summary>
    public string? Repair { get; }

    /// <inheritdoc/>
    public override string ToString()
        => $"{Problem}: {Kind} {Name} of {(Schema is null ? "" : $"{Schema}.")}{Table}. {Remedy}";
}
