namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The details that are removed from history rows.
/// </summary>
[Flags]
public enum TransitionDetails
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The identifier of the actor. The kind of the actor is kept.</summary>
    Actor = 1,

    /// <summary>The reason. The code of the reason is kept.</summary>
    Reason = 2,

    /// <summary>The identifier of the actor, and the reason.</summary>
    All = Actor | Reason,
}
