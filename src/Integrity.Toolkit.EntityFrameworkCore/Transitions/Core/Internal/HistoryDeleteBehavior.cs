namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What becomes of a history whose row is deleted for good.</summary>
internal enum HistoryDeleteBehavior
{
    /// <summary>The row is not deleted.</summary>
    Restrict = 0,

    /// <summary>It goes as well.</summary>
    Cascade,

    /// <summary>It stays, without its row.</summary>
    Keep,
}
