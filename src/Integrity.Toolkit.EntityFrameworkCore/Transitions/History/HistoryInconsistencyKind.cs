namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says in what way a history is broken.
/// </summary>
public enum HistoryInconsistencyKind
{
    /// <summary>The entity says that it has a history, and there is no row of it.</summary>
    NoHistory = 0,

    /// <summary>The history does not begin with row 0, but with this one.</summary>
    NoInitialEntry,

    /// <summary>The row before this one is missing.</summary>
    Gap,

    /// <summary>The row starts from another state than the one before it ended in, or is the first and starts from one.</summary>
    WrongStart,

    /// <summary>The entity is in another state than its last row.</summary>
    WrongState,

    /// <summary>The entity counts fewer moves than its history has; this is its last row.</summary>
    EntityBehind,

    /// <summary>The entity counts more moves than its history has; this is its last row.</summary>
    EntityAhead,

    /// <summary>There is no entity to this history, and it should have gone with it; this is its last row.</summary>
    NoEntity,
}
