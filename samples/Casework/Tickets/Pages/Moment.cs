using System.Globalization;

namespace Casework.Tickets.Pages;

/// <summary>A time as the pages show it.</summary>
internal static class Moment
{
    public static string Text(DateTime time)
        => time.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
