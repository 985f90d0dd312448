namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What the database enforces for a status.</summary>
internal enum DatabaseEnforcement
{
    None = 0,

    /// <summary>The transitions that the table permits, one for each save.</summary>
    Guard,

    /// <summary>A history row for each transition, and the transitions that the table permits.</summary>
    Ledger,
}
