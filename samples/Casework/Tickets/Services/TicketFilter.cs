namespace Casework.Tickets.Services;

/// <summary>The filter of the list, as it appears in the query string.</summary>
public sealed class TicketFilter
{
    public const int MaxLimit = 100;

    public string? Status { get; set; }

    public string? Priority { get; set; }

    public int? Organization { get; set; }

    /// <summary>The text to search for, or a number preceded by <c>#</c>.</summary>
    public string? Q { get; set; }

    /// <summary>Whether deleted tickets are included.</summary>
    public bool? Deleted { get; set; }

    /// <summary>Whether only overdue tickets are included.</summary>
    public bool? Overdue { get; set; }

    public int? Limit { get; set; }

    /// <summary>The start of the page, as returned by another page.</summary>
    public string? Cursor { get; set; }

    /// <summary>Returns the invalid values, by parameter name.</summary>
    public IReadOnlyDictionary<string, string> Problems()
    {
        var problems = new Dictionary<string, string>();
        if (!string.IsNullOrEmpty(Status) && !TicketFlow.Table.Contains(Status))
        {
            problems["status"] = $"Unknown status. Use one of: {string.Join(", ", TicketFlow.Table.States)}.";
        }

        if (!string.IsNullOrEmpty(Priority) && !TicketPriority.All.Contains(Priority))
        {
            problems["priority"] = $"Unknown priority. Use one of: {string.Join(", ", TicketPriority.All)}.";
        }

        if (Limit is < 1 or > MaxLimit)
        {
            problems["limit"] = $"The limit must be 1 to {MaxLimit}.";
        }

        if (!string.IsNullOrEmpty(Cursor) && !PageCursor.TryParse(Cursor, out _))
        {
            problems["cursor"] = "The cursor is invalid. Omit it to start at the first page.";
        }

        return problems;
    }
}
