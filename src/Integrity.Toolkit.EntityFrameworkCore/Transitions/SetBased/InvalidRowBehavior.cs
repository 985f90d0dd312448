namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says what becomes of a move of many rows when some of them may not be moved.
/// </summary>
public enum InvalidRowBehavior
{
    /// <summary>No row is moved, and the call fails.</summary>
    AllOrNothing = 0,

    /// <summary>They stay as they are, and are counted.</summary>
    Skip,
}
