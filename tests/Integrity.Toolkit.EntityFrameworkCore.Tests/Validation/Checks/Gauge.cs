using Integrity.Toolkit.Tests.Translation;

namespace Integrity.Toolkit.Tests.Validation.Checks;

/// <summary>A row with a bounded member of every ordered type.</summary>
public sealed class Gauge
{
    public int Id { get; set; }

    public int? Whole { get; set; }

    public long? Wide { get; set; }

    public short? Small { get; set; }

    public byte? Tiny { get; set; }

    public ulong? Huge { get; set; }

    public decimal? Amount { get; set; }

    public decimal? Most { get; set; }

    public decimal? Price { get; set; }

    public double? Real { get; set; }

    public float? Rough { get; set; }

    public DateTime? Time { get; set; }

    public DateTimeOffset? Instant { get; set; }

    public DateOnly? Date { get; set; }

    public TimeOnly? Clock { get; set; }

    public TimeSpan? Ticks { get; set; }

    public string? Word { get; set; }

    public string? Text { get; set; }

    public string? Choice { get; set; }

    public string? Must { get; set; } = "there";

    public Guid Token { get; set; } = new("0193abcd-0000-7000-8000-00000000abcd");

    public Level? Level { get; set; }

    public Level? Named { get; set; }

    public Marks? Marks { get; set; }

    public DateTime? Until { get; set; }

    public bool Closed { get; set; }

    public string? Reason { get; set; }
}
