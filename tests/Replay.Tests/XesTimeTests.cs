using System.Globalization;

namespace Replay.Tests;

public sealed class XesTimeTests
{
    [Theory]
    [InlineData("2024-03-01T12:00:00Z", "2024-03-01T12:00:00.0000000Z")]
    [InlineData("2024-03-01T12:00:00.5+02:00", "2024-03-01T10:00:00.5000000Z")]
    [InlineData("2024-03-01T12:00:00.123456789-05:30", "2024-03-01T17:30:00.1234568Z")]
    [InlineData("2024-03-01T12:00:00+0200", "2024-03-01T10:00:00.0000000Z")]
    [InlineData("2024-03-01T12:00:00", "2024-03-01T12:00:00.0000000Z")]
    [InlineData("2024-03-01 12:00:00", "2024-03-01T12:00:00.0000000Z")]
    [InlineData("2024-03-01T12:00", "2024-03-01T12:00:00.0000000Z")]
    [InlineData("2024-03-01", "2024-03-01T00:00:00.0000000Z")]
    public void A_time_is_read_in_every_variety_and_kept_in_utc(string text, string expected)
    {
        var read = XesTime.TryParse(text, out var utc);

        Assert.True(read);
        Assert.Equal(expected, utc.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2024-02-30T00:00:00Z")]
    [InlineData("")]
    public void What_is_no_time_is_told_apart(string text) => Assert.False(XesTime.TryParse(text, out _));
}
