namespace Integrity.Toolkit;

/// <summary>
/// Describes one object of the database that is not what the model expects.
/// </summary>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Schema">The schema of its table; <see langword="null"/> for the default one.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">The code of the declaration it stands for; <see langword="null"/> when the model has none.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Repair">
/// The SQL that makes it as the model expects; <see langword="null"/> where no single statement can.
/// </param>
public sealed record ManagedObjectFinding(
    ManagedObjectProblem Problem,
    ManagedObjectKind Kind,
    string? Schema,
    string Table,
    string Name,
    string? Code,
    string Remedy,
    string? Repair)
{
    /// <inheritdoc/>
    public override string ToString()
        => $"{Problem}: {Kind} {Name} of {(Schema is null ? "" : $"{Schema}.")}{Table}. {Remedy}";
}
