namespace Replay;

/// <summary>The constraints that the database of a replay enforces, regardless of the client.</summary>
internal enum ReplayHold
{
    /// <summary>None: only the toolkit evaluates transitions.</summary>
    None,

    /// <summary>A status changes only along the table.</summary>
    Guard,

    /// <summary>In addition, a status changes only with a history row.</summary>
    Ledger,
}
