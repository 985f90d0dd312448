namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says what is taken out of history rows.
/// </summary>
[Flags]
public enum TransitionDetails
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The identifier of the actor; that it was a user or a program stays.</summary>
    Actor = 1,

    /// <summary>The reason; its code stays.</summary>
    Reason = 2,

    /// <summary>Both.</summary>
    All = Actor | Reason,
}
