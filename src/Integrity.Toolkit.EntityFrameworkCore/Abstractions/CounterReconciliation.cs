namespace Integrity.Toolkit;

/// <summary>
/// The result of comparing counters with the counted rows.
/// </summary>
public sealed class CounterReconciliation
{
    internal CounterReconciliation(
        IReadOnlyList<CounterCorrection> corrections, IReadOnlyList<IntegrityViolation> violations, bool isComplete)
    {
        Corrections = corrections;
        Violations = violations;
        IsComplete = isComplete;
    }

    /// <summary>Gets the counters that were corrected and committed.</summary>
    public IReadOnlyList<CounterCorrection> Corrections { get; }

    /// <summary>
    /// Gets the counters that were left unchanged because the correct value is outside their bounds. Change the counted rows, or
    /// the bounds.
    /// </summary>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>
    /// Gets whether every other counter is correct; <see langword="false"/> if other writers kept changing some of them.
    /// </summary>
    public bool IsComplete { get; }
}
