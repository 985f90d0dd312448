namespace Matrix;

/// <summary>The extent to which a guarantee is enforced, worst first.</summary>
internal enum Verdict
{
    /// <summary>The data was invalid after the attempt.</summary>
    Open,

    /// <summary>The database rejected the attempt with an error of its own.</summary>
    Refused,

    /// <summary>The toolkit corrected the change, or rejected it with an error that names the violated declaration.</summary>
    Held,
}
