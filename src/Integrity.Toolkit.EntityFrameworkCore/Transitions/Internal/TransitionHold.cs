namespace Integrity.Toolkit.Transitions;

/// <summary>What the database holds of a status.</summary>
internal enum TransitionHold
{
    None = 0,

    /// <summary>Which moves are legal: it sees one per save.</summary>
    Guard,

    /// <summary>That each move leaves its history row, and which of those are legal.</summary>
    Ledger,
}
