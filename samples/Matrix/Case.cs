namespace Matrix;

/// <summary>
/// A case that is decided after a review: soft-deletable, versioned, and with a status that has transitions.
/// </summary>
internal sealed class Case
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public string Status { get; set; } = CaseFlow.Draft;

    /// <summary>From 1 to 5.</summary>
    public int Priority { get; set; } = 3;

    public int Version { get; set; }
}
