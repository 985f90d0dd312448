namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>An assessment, of which a case has at most one that is active.</summary>
public sealed class Assessment
{
    public int Id { get; set; }

    public int CaseId { get; set; }

    public Case? Case { get; set; }

    public Stage Stage { get; set; }

    public bool Urgent { get; set; }

    public string? Number { get; set; }
}
