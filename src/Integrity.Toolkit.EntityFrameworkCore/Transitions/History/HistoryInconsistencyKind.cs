namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The kind of an inconsistency of a history.
/// </summary>
public enum HistoryInconsistencyKind
{
    /// <summary>The entity has a sequence, but no history rows.</summary>
    NoHistory = 0,

    /// <summary>The history starts with this row instead of row 0.</summary>
    NoInitialEntry,

    /// <summary>The row before this one is missing.</summary>
    Gap,

    /// <summary>
    /// The row starts from another state than the one in which the previous row ended, or is the first row and starts from a
    /// state.
    /// </summary>
    WrongStart,

    /// <summary>The entity is in another state than its last history row.</summary>
    WrongState,

    /// <summary>The sequence of the entity is lower than that of its history; this is the last row.</summary>
    EntityBehind,

    /// <summary>The sequence of the entity is higher than that of its history; this is the last row.</summary>
    EntityAhead,

    /// <summary>The history has no entity, although it is deleted with its entity; this is the last row.</summary>
    NoEntity,
}
