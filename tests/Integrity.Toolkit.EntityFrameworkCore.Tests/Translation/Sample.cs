namespace Integrity.Toolkit.Tests.Translation;

/// <summary>A row with a column of every type.</summary>
public sealed class Sample
{
    public int Id { get; set; }

    public int Number { get; set; }

    public int? Maybe { get; set; }

    public short Small { get; set; }

    public long Wide { get; set; }

    public uint Positive { get; set; }

    public ulong Huge { get; set; }

    public decimal Amount { get; set; }

    public decimal? Limit { get; set; }

    public decimal Cents { get; set; }

    public double Real { get; set; }

    public double? Rate { get; set; }

    public float Rough { get; set; }

    public bool Flag { get; set; }

    public bool? Answer { get; set; }

    public bool Coded { get; set; }

    public string Text { get; set; } = "";

    public string? Note { get; set; }

    public char Letter { get; set; } = 'A';

    public Level Level { get; set; } = Level.Low;

    public Level? Rank { get; set; }

    public Level Named { get; set; } = Level.Low;

    public Marks Marks { get; set; }

    public DateTime Time { get; set; } = DateTime.UnixEpoch;

    public DateTime? Until { get; set; }

    public DateTimeOffset Instant { get; set; }

    public DateTimeOffset? Later { get; set; }

    public DateOnly Date { get; set; }

    public TimeOnly Clock { get; set; }

    public TimeSpan Span { get; set; }

    public TimeSpan Ticks { get; set; }

    public Guid Token { get; set; }

    public Guid? Link { get; set; }

    public byte[] Bytes { get; set; } = [];

    public SamplePart Owned { get; set; } = new();

    public SamplePart? Missing { get; set; }

    public SamplePart Complex { get; set; } = new();

    public string Unmapped => Text;
}
