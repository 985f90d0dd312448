namespace Matrix;

/// <summary>How far a guarantee holds, the worst first.</summary>
internal enum Verdict
{
    /// <summary>The data was not true afterwards.</summary>
    Open,

    /// <summary>The database refused it, with an error of its own.</summary>
    Refused,

    /// <summary>The toolkit made it right, or refused it with an error that says which declaration it breaks.</summary>
    Held,
}
