using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Tests.Infrastructure.Conditions;

/// <summary>Conditions that both databases must answer as C# does.</summary>
public static class Held
{
    public static IReadOnlyList<Expression<Func<Sample, bool>>> All(bool isPostgres) => [.. Numbers, .. Texts, .. Times, .. Others, .. isPostgres ? OnPostgres : []];

    private static readonly int Captured = 5;

    private static readonly int Big = 100_000;

    private static readonly Level[] Some = [Level.Low, Level.High];

    private static readonly List<Level?> SomeOrNone = [Level.High, null];

    private static readonly HashSet<string> Words = ["a", "it's", "😀"];

    private static readonly IReadOnlyList<Expression<Func<Sample, bool>>> Numbers =
    [
        x => x.Number >= 1 && x.Number <= Captured,
        x => 1 <= x.Number,
        x => x.Number > x.Small,
        x => x.Maybe > 5,
        x => x.Maybe != 5,
        x => x.Maybe == 5,
        x => x.Maybe == null || x.Maybe >= 1,
        x => x.Maybe.HasValue && x.Maybe.Value < 6,
        x => !(x.Maybe > 5),
        x => !(x.Maybe == null || x.Maybe > 5),
        x => x.Maybe == x.Number,
        x => x.Maybe != x.Number,
        x => x.Number != x.Maybe,
        x => x.Maybe <= x.Number,
        x => x.Maybe > x.Number || x.Maybe < x.Small,
        x => (x.Maybe ?? 6) > 5,
        x => (x.Maybe ?? x.Number) == 5,
        x => x.Maybe.GetValueOrDefault() == 0,
        x => x.Maybe.GetValueOrDefault(7) == 7,
        x => x.Wide >= 5 && x.Wide < long.MaxValue,
        x => x.Wide == x.Number,
        x => x.Positive > 1u,
        x => x.Positive > x.Number,
        x => x.Huge <= 5ul,
        x => x.Huge > 5ul,
        x => x.Huge >= (ulong)long.MaxValue,
        x => x.Huge == 1ul,
        x => x.Small <= Big && x.Small < Big,
        x => (long)x.Number + x.Small * 2L > 10,
        x => x.Number % 5 == 1,
        x => (long)x.Number - 1 == 0,
        x => x.Small / 2 == 2,
        x => x.Small / (x.Positive == 0 ? 1 : 2) == 5,
        x => x.Small == 0 || 5 / x.Small == 1,
        x => -(long)x.Number > 5,
        x => (x.Flag ? x.Number : x.Small) > 4,
        x => x.Amount <= 100m,
        x => x.Amount < 100m,
        x => x.Amount > 0m,
        x => x.Amount >= 0.1m,
        x => x.Amount == 0.3m,
        x => x.Amount != 0.1m,
        x => x.Amount == 100m,
        x => x.Limit == null || x.Amount <= x.Limit,
        x => x.Amount <= x.Limit,
        x => x.Limit == x.Amount,
        x => x.Limit != x.Amount,
        x => x.Number <= 5.5m,
        x => x.Cents <= 100m,
        x => x.Cents == 0.1m,
        x => x.Real <= 0.3,
        x => x.Real > 99,
        x => x.Real >= 0.1,
        x => !(x.Real >= 0.1),
        x => x.Real == 0.1,
        x => x.Real != 0.1,
        x => x.Real == 0,
        x => x.Rate == x.Real,
        x => x.Rate != x.Real,
        x => x.Rate >= 100,
        x => x.Rate == null || x.Rate < x.Real,
        x => x.Rough >= 0.1f,
        x => x.Rough > 0.1f,
        x => x.Rough == 0.3f,
        x => x.Rough > 0.1,
        x => x.Rough == x.Real,
        x => x.Number < x.Real,
        x => new[] { 1, 5 }.Contains(x.Number),
        x => !new int?[] { 1, null }.Contains(x.Maybe),
        x => new int?[] { 1, 5 }.Contains(x.Maybe),
        x => !new List<int> { 1, 5 }.Contains(x.Number),
        x => Array.Empty<int>().Contains(x.Number),
        x => x.Bytes.Length >= 2,
    ];

    private static readonly IReadOnlyList<Expression<Func<Sample, bool>>> Texts =
    [
        x => x.Text == "it's",
        x => x.Text != "back\\slash",
        x => x.Text == "line\nbreak",
        x => x.Note == "ab",
        x => x.Note != "ab",
        x => x.Note == x.Text,
        x => x.Note != x.Text,
        x => x.Text != x.Note,
        x => x.Note == null,
        x => x.Text.Length > 0 == x.Flag,
        x => string.IsNullOrEmpty(x.Note),
        x => !string.IsNullOrEmpty(x.Note),
        x => string.IsNullOrWhiteSpace(x.Note),
        x => !string.IsNullOrWhiteSpace(x.Text),
        x => x.Text.Trim() == x.Text,
        x => x.Text.TrimStart() == "ab ",
        x => x.Text.StartsWith("ab", StringComparison.Ordinal),
        x => x.Text.StartsWith('A'),
        x => x.Note != null && x.Note.EndsWith("ab", StringComparison.Ordinal),
        x => x.Text.EndsWith("😀", StringComparison.Ordinal),
        x => x.Text.EndsWith("", StringComparison.Ordinal),
        x => x.Text.Contains("a_"),
        x => x.Text.Contains('%'),
        x => x.Text.Contains(""),
        x => x.Note != null && x.Text.Contains(x.Note),
        x => x.Note != null && x.Text.EndsWith(x.Note, StringComparison.Ordinal),
        x => x.Note != null && x.Text.StartsWith(x.Note, StringComparison.Ordinal),
        x => x.Text.Equals("A", StringComparison.Ordinal),
        x => string.Equals(x.Text, x.Note, StringComparison.Ordinal),
        x => string.CompareOrdinal(x.Text, "a") >= 0,
        x => string.CompareOrdinal(x.Text, "B") < 0 && string.CompareOrdinal("A", x.Text) <= 0,
        x => Words.Contains(x.Text),
        x => (x.Note ?? "abc") == "abc",
        x => x.Letter == 'A',
        x => x.Letter >= 'A' && x.Letter <= 'Z',
        x => x.Letter != '\'',
    ];

    private static readonly IReadOnlyList<Expression<Func<Sample, bool>>> Times =
    [
        x => x.Time >= new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        x => x.Time > new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        x => x.Time < DateTime.MaxValue,
        x => x.Until == null || x.Time <= x.Until,
        x => x.Time <= x.Until,
        x => x.Until != x.Time,
        x => x.Instant >= new DateTimeOffset(2026, 1, 1, 0, 0, 0, 500, TimeSpan.Zero),
        x => x.Instant < new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)),
        x => x.Instant == DateTimeOffset.UnixEpoch,
        x => x.Instant < x.Later,
        x => x.Later == x.Instant,
        x => x.Later != x.Instant,
        x => x.Date >= new DateOnly(2026, 1, 1),
        x => x.Clock > new TimeOnly(9, 0),
        x => x.Clock <= new TimeOnly(17, 30),
        x => x.Span == TimeSpan.FromHours(9),
        x => x.Ticks > TimeSpan.FromHours(9),
        x => x.Ticks < TimeSpan.Zero,
    ];

    private static readonly IReadOnlyList<Expression<Func<Sample, bool>>> Others =
    [
        x => true,
        x => x.Flag,
        x => !x.Flag,
        x => x.Flag == x.Coded,
        x => x.Coded,
        x => !x.Coded && x.Flag,
        x => x.Answer == true,
        x => x.Answer != true,
        x => x.Answer ?? x.Flag,
        x => x.Answer == x.Flag,
        x => x.Answer == (x.Number > 1),
        x => x.Flag != (x.Maybe == null),
        x => x.Flag ^ x.Coded,
        x => x.Flag ? x.Maybe == null : x.Maybe > 1,
        x => x.Flag & x.Number > 0 | x.Coded,
        x => x.Level == Level.High,
        x => x.Level >= Level.Middle,
        x => x.Level == Level.Low || x.Level == Level.Middle,
        x => x.Rank != Level.Low,
        x => x.Rank == x.Level,
        x => x.Rank > Level.Low,
        x => Some.Contains(x.Level),
        x => !SomeOrNone.Contains(x.Rank),
        x => x.Named == Level.Middle,
        x => x.Named != Level.Middle,
        x => Some.Contains(x.Named),
        x => (int)x.Level > 3,
        x => x.Marks.HasFlag(Marks.Red),
        x => (x.Marks & (Marks.Red | Marks.Blue)) != 0,
        x => (x.Marks & ~(Marks.Red | Marks.Green | Marks.Blue)) == Marks.None,
        x => x.Token != Guid.Empty,
        x => x.Link == x.Token,
        x => x.Link == null || x.Link != x.Token,
        x => x.Token == new Guid("0193abcd-0000-7000-8000-00000000abcd"),
        x => x.Owned.Size > 0,
        x => x.Owned.Label != null && x.Owned.Label.Contains("ab"),
        x => x.Missing!.Label == "a",
        x => x.Complex.Size == 5 || x.Complex.Label == "a",
    ];

    /// <summary>Databases count characters, C# counts some of them twice.</summary>
    public static IReadOnlyList<Expression<Func<Sample, bool>>> Lengths { get; } =
    [
        x => x.Note != null && x.Note.Length > 2,
        x => x.Note == null || x.Note.Length <= 2,
        x => !(x.Note != null && x.Note.Length > 1),
        x => x.Text.Length >= 1,
        x => x.Text.TrimEnd().Length == 0,
        x => x.Text.Length == 2,
        x => x.Text.Length != 2,
        x => x.Text.Length < 2,
        x => 3 <= x.Text.Length,
        x => !(x.Text.Length < 2),
        x => !(x.Text.Length == 2),
        x => !(x.Text.Length != 2),
        x => x.Text.Length <= x.Number,
        x => x.Number < x.Text.Length,
        x => x.Flag ? x.Text.Length > 3 : x.Text.Length <= 1,
    ];

    /// <summary>What SQLite keeps as texts without order, or computes with rounding.</summary>
    private static readonly IReadOnlyList<Expression<Func<Sample, bool>>> OnPostgres =
    [
        x => x.Span > TimeSpan.FromHours(9),
        x => x.Limit != null && x.Limit + 0.2m == 0.3m,
        x => x.Limit * 2 <= 100,
        x => x.Amount % 10m == 9m,
        x => x.Huge > x.Positive,
    ];
}
