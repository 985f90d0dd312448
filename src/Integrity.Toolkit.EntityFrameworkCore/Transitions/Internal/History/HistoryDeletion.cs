namespace Integrity.Toolkit.Transitions;

/// <summary>What becomes of a history whose row is deleted for good.</summary>
internal enum HistoryDeletion
{
    /// <summary>The row is not deleted.</summary>
    Refuse = 0,

    /// <summary>It goes as well.</summary>
    Cascade,

    /// <summary>It stays, without its row.</summary>
    Keep,
}
