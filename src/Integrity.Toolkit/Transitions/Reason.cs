namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says whether a transition must be given a reason.
/// </summary>
public enum Reason
{
    /// <summary>A reason is stored when there is one.</summary>
    Optional = 0,

    /// <summary>The transition is refused without a reason.</summary>
    Required = 1,
}
