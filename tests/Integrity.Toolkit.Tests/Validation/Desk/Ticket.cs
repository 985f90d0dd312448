namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>An entity with members that are compared with each other.</summary>
public sealed class Ticket
{
    public int Used { get; set; }

    public int Limit { get; set; }

    public int? Quota { get; set; }

    public double Low { get; set; }

    public double? High { get; set; }

    public string? First { get; set; }

    public string? Last { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ResolvedAt { get; set; }

    public DateTimeOffset Begin { get; set; }

    public DateTimeOffset? End { get; set; }

    public DateOnly From { get; set; }

    public DateOnly? Until { get; set; }

    public string? Tier { get; set; }

    public string? Phone { get; set; }

    public bool IsClosed { get; set; }
}
