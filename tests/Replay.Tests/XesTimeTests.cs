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
    public void Every_time_format_is_parsed_and_converted_to_utc(string text, string expected)
    {
        var read = XesTime.TryParse(text, out var utc);

        Assert.True(read);
        Assert.Equal(expected, utc.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2024-02-30T00:00:00Z")]
    [InlineData("")]
    public void Invalid_times_are_not_parsed(string text) => Assert.False(XesTime.TryParse(text, out _));
}
