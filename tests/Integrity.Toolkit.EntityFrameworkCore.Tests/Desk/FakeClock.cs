namespace Integrity.Toolkit.Tests.Desk;

public sealed class FakeClock : TimeProvider
{
    public static readonly DateTime Start = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    public DateTime UtcNow { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => new(UtcNow);
}
