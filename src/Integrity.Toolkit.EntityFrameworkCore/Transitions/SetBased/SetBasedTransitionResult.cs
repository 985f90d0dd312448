namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Tells what a move of all rows of a query did.
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

    /// <summary>Gets how many rows the query found: the sum of the others.</summary>
    public int Matched { get; }

    /// <summary>Gets how many were moved, each with a row in its history.</summary>
    public int Transitioned { get; }

    /// <summary>Gets how many had nothing to do: the table ignores the trigger in their state, or they are in the wished state already.</summary>
    public int Ignored { get; }

    /// <summary>Gets how many may not be moved, and stay as they are.</summary>
    public int Skipped { get; }
}

