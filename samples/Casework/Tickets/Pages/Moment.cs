using System.Globalization;

namespace Casework.Tickets.Pages;

/// <summary>Formats a time for display.</summary>
internal static class Moment
{
    public static string Text(DateTime time)
        => time.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
