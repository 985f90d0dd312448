namespace Replay;

/// <summary>What the database of a replay holds by itself, against whoever writes to it.</summary>
internal enum ReplayHold
{
    /// <summary>Nothing: the toolkit alone judges.</summary>
    None,

    /// <summary>That a status moves along the table.</summary>
    Guard,

    /// <summary>That, and that no status moves without its history row.</summary>
    Ledger,
}
