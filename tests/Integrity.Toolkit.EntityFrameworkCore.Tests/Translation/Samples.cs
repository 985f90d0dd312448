namespace Integrity.Toolkit.Tests.Translation;

/// <summary>Rows with values on both sides of the bounds in the conditions.</summary>
public static class Samples
{
    private static readonly string?[] Texts =
    [
        "", " ", "a", "A", "ab", "Ab", "abc", "it's", "100%", "a_b", "\t\u00a0\u3000", " ab ", "é", "é́x", "日本語", "😀", "😀😀", "a😀b", "back\\slash",
        "line\nbreak", "\u200b", "Ä", "ABC", "AB", null,
    ];

    private static readonly decimal[] Amounts =
        [0m, 0.1m, 0.3m, -0.1m, 9m, 50m, 99.99m, 100m, 100.00m, 100.01m, -100m, 1000.5m, 123456789012.345m, 79228162514264337593543950335m, -79228162514264337593543950335m, 0.0000000000000000000000000001m];

    private static readonly double[] Doubles =
        [0, -0.0, 0.1, 0.3, 1, 99.5, 100, -100, 1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly DateTime[] Times =
    [
        DateTime.UnixEpoch, new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 1, 1, 0, 0, 0, 500, DateTimeKind.Utc),
        new(2025, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc), new(2026, 1, 1, 0, 0, 1, DateTimeKind.Utc),
    ];

    public static IEnumerable<Sample> Make(int count, bool hasNaN)
    {
        var random = new Random(4711);
        for (var i = 0; i < count; i++)
        {
            yield return new Sample
            {
                Number = Pick(-1, 0, 1, 5, 6, 10, int.MaxValue, int.MinValue),
                Maybe = Pick<int?>(null, 0, 1, 5, 6, 10),
                Small = Pick<short>(0, 1, 5, short.MaxValue, short.MinValue),
                Wide = Pick(0, 1, 5, long.MaxValue, long.MinValue),
                Positive = Pick(0u, 1u, 5u, uint.MaxValue),
                Huge = Pick(0ul, 1ul, 5ul, (ulong)long.MaxValue, (ulong)long.MaxValue + 1, ulong.MaxValue),
                Amount = Pick(Amounts),
                Limit = Pick<decimal?>(null, 0m, 0.1m, 50m, 100m, 100.01m),
                Cents = Pick(0m, 0.1m, 100m, 99.99m, 100.01m),
                Real = Pick(hasNaN ? [.. Doubles, double.NaN] : Doubles),
                Rate = Pick<double?>(hasNaN ? [null, 0.1, 100, double.NaN] : [null, 0.1, 100]),
                Rough = Pick(0f, 0.1f, 0.3f, 100f, float.MaxValue),
                Flag = Pick(true, false),
                Answer = Pick<bool?>(true, false, null),
                Coded = Pick(true, false),
                Text = Pick(Texts) ?? "x",
                Note = Pick(Texts),
                Letter = Pick('A', 'a', 'Z', 'é', '0', '\''),
                Level = Pick(Level.Low, Level.Middle, Level.High, (Level)9),
                Rank = Pick<Level?>(null, Level.Low, Level.High),
                Named = Pick(Level.Low, Level.Middle, Level.High),
                Marks = Pick(Marks.None, Marks.Red, Marks.Red | Marks.Blue, (Marks)8, Marks.Green),
                Time = Pick(Times),
                Until = Pick([null, .. Times.Select(time => (DateTime?)time)]),
                Instant = Offset(),
                Later = Pick(true, false) ? null : Offset(),
                Date = Pick(new DateOnly(2026, 1, 1), new DateOnly(2025, 12, 31), new DateOnly(1, 1, 2)),
                Clock = Pick(new TimeOnly(9, 0), new TimeOnly(9, 0, 0, 1), new TimeOnly(17, 30), TimeOnly.MinValue),
                Span = Pick(TimeSpan.Zero, TimeSpan.FromHours(9), TimeSpan.FromDays(2), TimeSpan.FromMinutes(-5)),
                Ticks = Pick(TimeSpan.Zero, TimeSpan.FromHours(9), TimeSpan.FromDays(2), TimeSpan.FromMinutes(-5)),
                Token = Pick(Guid.Empty, new Guid("0193abcd-0000-7000-8000-00000000abcd")),
                Link = Pick<Guid?>(null, Guid.Empty, new Guid("0193abcd-0000-7000-8000-00000000abcd")),
                Bytes = new byte[random.Next(4)],
                Owned = new SamplePart { Size = Pick(0, 1, 5), Label = Pick(Texts) },
                Missing = Pick(true, false) ? null : new SamplePart { Size = Pick(0, 1, 5), Label = Pick(Texts) },
                Complex = new SamplePart { Size = Pick(0, 1, 5), Label = Pick(Texts) },
            };
        }

        T Pick<T>(params T[] values) => values[random.Next(values.Length)];

        DateTimeOffset Offset()
            => new DateTimeOffset(Pick(Times), TimeSpan.Zero).ToOffset(TimeSpan.FromHours(hasNaN ? 0 : random.Next(-12, 13)));
    }
}
