namespace Matrix;

/// <summary>A review of a case. A case has at most one active review.</summary>
internal sealed class Review
{
    public int Id { get; set; }

    public int CaseId { get; set; }

    public bool IsActive { get; set; } = true;
}
