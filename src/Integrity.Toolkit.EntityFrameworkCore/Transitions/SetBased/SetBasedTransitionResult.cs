namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The result of a transition of all rows of a query.
/// </summary>
public sealed class SetBasedTransitionResult
{
    internal SetBasedTransitionResult(int matched, int transitioned, int ignored, int skipped)
    {
        Matched = matched;
        Transitioned = transitioned;
        Ignored = ignored;
        Skipped = skipped;
    }

    /// <summary>Gets the number of rows that the query found: the sum of the other numbers.</summary>
    public int Matched { get; }

    /// <summary>Gets the number of rows that changed their status, each with a history row.</summary>
    public int Transitioned { get; }

    /// <summary>
    /// Gets the number of rows that did not change because the table ignores the trigger in their state, or because they are
    /// already in the requested state.
    /// </summary>
    public int Ignored { get; }

    /// <summary>Gets the number of rows that did not change because the transition is not permitted for them.</summary>
    public int Skipped { get; }
}

