namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What the database holds of a status.</summary>
internal enum DatabaseEnforcement
{
    None = 0,

    /// <summary>Which moves are legal: it sees one per save.</summary>
    Guard,

    /// <summary>That each move leaves its history row, and which of those are legal.</summary>
    Ledger,
}
