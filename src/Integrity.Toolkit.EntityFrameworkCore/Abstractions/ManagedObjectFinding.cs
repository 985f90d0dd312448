namespace Integrity.Toolkit;

/// <summary>
/// Describes one object of the database that is not what the model expects.
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

    /// <summary>Gets what is wrong with it.</summary>
    public ManagedObjectProblem Problem { get; }

    /// <summary>Gets what it is.</summary>
    public ManagedObjectKind Kind { get; }

    /// <summary>Gets the schema of its table; <see langword="null"/> for the default one.</summary>
    public string? Schema { get; }

    /// <summary>Gets its table.</summary>
    public string Table { get; }

    /// <summary>Gets its name.</summary>
    public string Name { get; }

    /// <summary>Gets the code of the declaration it stands for; <see langword="null"/> when the model has none.</summary>
    public string? Code { get; }

    /// <summary>Gets what to do about it.</summary>
    public string Remedy { get; }

    /// <summary>Gets the SQL that makes it as the model expects; <see langword="null"/> where no single statement can.</summary>
    public string? Repair { get; }

    /// <inheritdoc/>
    public override string ToString()
        => $"{Problem}: {Kind} {Name} of {(Schema is null ? "" : $"{Schema}.")}{Table}. {Remedy}";
}
