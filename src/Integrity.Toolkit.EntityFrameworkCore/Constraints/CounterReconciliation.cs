namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says what became of counters that were compared with what they count.
/// </summary>
public sealed class CounterReconciliation
{
    internal CounterReconciliation(
        IReadOnlyList<CounterCorrection> corrections,
        IReadOnlyList<IntegrityViolation> violations,
        bool isComplete)
    {
        Corrections = corrections;
        Violations = violations;
        IsComplete = isComplete;
    }

    /// <summary>Gets the counters that were corrected and committed.</summary>
    public IReadOnlyList<CounterCorrection> Corrections { get; }

    /// <summary>
    /// Gets the counters that were left as they are, because what they count is out of their bounds: the rows that are counted
    /// have to be changed, or the bounds.
    /// </summary>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>
    /// Gets whether every other counter was right in the end: not where other writers changed some of them each time they were
    /// to be corrected.
    /// </summary>
    public bool IsComplete { get; }
}
