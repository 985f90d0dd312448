namespace Matrix;

/// <summary>A guarantee and a way of writing.</summary>
internal sealed record Cell(string Guarantee, Way Way, IReadOnlyList<Finding> Findings)
{
    /// <summary>The worst verdict of the findings.</summary>
    public Verdict Verdict => Findings.Min(finding => finding.Verdict);
}
