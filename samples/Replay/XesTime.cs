using System.Globalization;

namespace Replay;

/// <summary>Parses the times of logs: ISO 8601 in all variants, UTC by default.</summary>
internal static class XesTime
{
    public static bool TryParse(string text, out DateTime utc) => DateTime.TryParse(
        text,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces,
        out utc);
}
