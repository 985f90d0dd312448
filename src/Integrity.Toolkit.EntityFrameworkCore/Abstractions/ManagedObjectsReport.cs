namespace Integrity.Toolkit;

/// <summary>
/// Compares the objects that the model declares with the objects in the database.
/// </summary>
public sealed class ManagedObjectsReport
{
    internal ManagedObjectsReport(int expected, IReadOnlyList<ManagedObjectFinding> findings)
    {
        Expected = expected;
        Findings = findings;
    }

    /// <summary>Gets the number of objects that the model declares.</summary>
    public int Expected { get; }

    /// <summary>Gets the missing, different and extra objects.</summary>
    public IReadOnlyList<ManagedObjectFinding> Findings { get; }

    /// <summary>Gets whether no object is missing or different. Extra objects reject too much, not too little.</summary>
    public bool IsValid => Findings.All(finding => finding.Problem == ManagedObjectProblem.Extra);

    /// <summary>Throws if the database does not match the model, for use at the start of an application.</summary>
    /// <exception cref="InvalidOperationException">An object is missing or different.</exception>
    public void ThrowIfInvalid()
    {
        if (!IsValid)
        {
            throw new InvalidOperationException($"The database does not match what the model declares.\n{this}");
        }
    }

    /// <inheritdoc/>
    public override string ToString()
        => Findings.Count == 0
            ? $"The database contains all {Expected} objects that the model declares."
            : string.Join('\n', Findings);
}
