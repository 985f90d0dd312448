namespace Matrix;

/// <summary>One guarantee and one way of writing.</summary>
internal sealed record Cell(string Guarantee, Way Way, IReadOnlyList<Finding> Findings)
{
    /// <summary>The worst of what was found.</summary>
    public Verdict Verdict => Findings.Min(finding => finding.Verdict);
}
