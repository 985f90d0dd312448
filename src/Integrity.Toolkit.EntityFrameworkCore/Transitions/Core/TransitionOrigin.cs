namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The origin of a history row.
/// </summary>
public enum TransitionOrigin
{
    /// <summary>The status property was assigned, and the save detected the change.</summary>
    Assigned = 0,

    /// <summary>The transition was requested with <c>Fire</c> or <c>TransitionTo</c>.</summary>
    Fired = 1,

    /// <summary>The entity existed before its history: its state at that time.</summary>
    Backfill = 2,

    /// <summary>A set-based statement changed the status together with that of other rows.</summary>
    SetBased = 3,
}
