namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says what wrote a history row.
/// </summary>
public enum TransitionOrigin
{
    /// <summary>The status was assigned, by whatever code, and the save found it changed.</summary>
    Assigned = 0,

    /// <summary>The move was asked for with <c>Fire</c> or <c>TransitionTo</c>.</summary>
    Fired = 1,

    /// <summary>The row was there before its history: its state at that time.</summary>
    Backfill = 2,

    /// <summary>The row was moved together with others, by one set-based statement.</summary>
    SetBased = 3,
}
