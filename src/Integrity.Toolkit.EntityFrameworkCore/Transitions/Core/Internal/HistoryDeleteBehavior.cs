namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What happens to a history when its row is permanently deleted.</summary>
internal enum HistoryDeleteBehavior
{
    /// <summary>The delete is rejected.</summary>
    Restrict = 0,

    /// <summary>The history is deleted with the row.</summary>
    Cascade,

    /// <summary>The history is kept without its row.</summary>
    Keep,
}
