using System.Globalization;

namespace Replay;

/// <summary>Times as logs write them: ISO 8601 in every variety, UTC where no offset is given.</summary>
internal static class XesTime
{
    public static bool TryParse(string text, out DateTime utc) => DateTime.TryParse(
        text,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces,
        out utc);
}
