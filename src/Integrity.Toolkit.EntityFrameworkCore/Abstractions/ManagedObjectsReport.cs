namespace Integrity.Toolkit;

/// <summary>
/// Lists what the database lacks of what the model expects it to hold.
/// </summary>
public sealed class ManagedObjectsReport
{
    internal ManagedObjectsReport(int expected, IReadOnlyList<ManagedObjectFinding> findings)
    {
        Expected = expected;
        Findings = findings;
    }

    /// <summary>Gets how many objects the model expects.</summary>
    public int Expected { get; }

    /// <summary>Gets what is missing, different or extra.</summary>
    public IReadOnlyList<ManagedObjectFinding> Findings { get; }

    /// <summary>Gets whether nothing that the model expects is missing or different: what is extra refuses too much, not too little.</summary>
    public bool IsValid => Findings.All(finding => finding.Problem == ManagedObjectProblem.Extra);

    /// <summary>Ends the start of an application whose database does not hold what the model declares.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or different.</exception>
    public void ThrowIfInvalid()
    {
        if (!IsValid)
        {
            throw new InvalidOperationException($"The database does not hold what the model declares.\n{this}");
        }
    }

    /// <inheritdoc/>
    public override string ToString()
        => Findings.Count == 0 ? $"The database holds all {Expected} objects that the model declares." : string.Join('\n', Findings);
}
