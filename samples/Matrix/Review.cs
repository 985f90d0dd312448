namespace Matrix;

/// <summary>A review of a case. At most one of a case is active.</summary>
internal sealed class Review
{
    public int Id { get; set; }

    public int CaseId { get; set; }

    public bool IsActive { get; set; } = true;
}
