namespace Integrity.Toolkit.Tests.Desk;

public static class TestTime
{
    /// <summary>The time of a test's clock.</summary>
    public static readonly DateTime Start = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
}
