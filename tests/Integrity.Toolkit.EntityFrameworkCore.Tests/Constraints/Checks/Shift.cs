namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>A row with owned parts, in one or several tables.</summary>
public class Shift
{
    public int Id { get; set; }

    public DateTime StartsAt { get; set; } = FakeStart;

    public DateTime? EndsAt { get; set; }

    public string? Desk { get; set; }

    public int Seats { get; set; } = 1;

    public ShiftPart Owned { get; set; } = new();

    public ShiftPart Complex { get; set; } = new();

    public ShiftDetails? Details { get; set; }

    public string Shown => $"{Desk}";

    public static DateTime FakeStart { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
