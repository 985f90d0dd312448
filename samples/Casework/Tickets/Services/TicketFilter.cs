namespace Casework.Tickets.Services;

/// <summary>Which tickets to list, as it stands in an address.</summary>
public sealed class TicketFilter
{
    public const int MaxLimit = 100;

    public string? Status { get; set; }

    public string? Priority { get; set; }

    public int? Organization { get; set; }

    /// <summary>A text to find, or a number with <c>#</c> before it.</summary>
    public string? Q { get; set; }

    /// <summary>Whether deleted tickets are listed too.</summary>
    public bool? Deleted { get; set; }

    /// <summary>Whether only those are listed that should have been done by now.</summary>
    public bool? Overdue { get; set; }

    public int? Limit { get; set; }

    /// <summary>Where the page begins, as an earlier page said.</summary>
    public string? Cursor { get; set; }

    /// <summary>What cannot be understood, by the name of the parameter.</summary>
    public IReadOnlyDictionary<string, string> Problems()
    {
        var problems = new Dictionary<string, string>();
        if (!string.IsNullOrEmpty(Status) && !TicketFlow.Table.Contains(Status))
        {
            problems["status"] = $"No such status. Known: {string.Join(", ", TicketFlow.Table.States)}.";
        }

        if (!string.IsNullOrEmpty(Priority) && !TicketPriority.All.Contains(Priority))
        {
            problems["priority"] = $"No such priority. Known: {string.Join(", ", TicketPriority.All)}.";
        }

        if (Limit is < 1 or > MaxLimit)
        {
            problems["limit"] = $"A page has 1 to {MaxLimit} tickets.";
        }

        if (!string.IsNullOrEmpty(Cursor) && !PageCursor.TryParse(Cursor, out _))
        {
            problems["cursor"] = "The cursor is not one that this list gave out. Begin without one.";
        }

        return problems;
    }
}
