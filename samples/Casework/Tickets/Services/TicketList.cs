using System.Globalization;
using Integrity.Toolkit.SoftDelete;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Services;

/// <summary>
/// Lists tickets in pages. Uses keyset pagination, so that each page has the same cost regardless of its position.
/// </summary>
public sealed class TicketList(DeskContext db)
{
    public const int DefaultLimit = 10;

    /// <summary>Reads a page.</summary>
    /// <param name="filter">A filter without problems.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<TicketPage> PageAsync(TicketFilter filter, CancellationToken cancellationToken)
    {
        var limit = filter.Limit ?? DefaultLimit;
        PageCursor? cursor = string.IsNullOrEmpty(filter.Cursor)
            ? null
            : PageCursor.TryParse(filter.Cursor, out var parsed) ? parsed : throw new ArgumentException("cursor");
        var tickets = Matching(filter);
        tickets = cursor switch
        {
            { Older: true } => tickets.Where(ticket => ticket.Id < cursor.Value.Id).OrderByDescending(ticket => ticket.Id),
            { Older: false } => tickets.Where(ticket => ticket.Id > cursor.Value.Id).OrderBy(ticket => ticket.Id),
            null => tickets.OrderByDescending(ticket => ticket.Id),
        };

        // Reads one more row to determine whether there is a next page.
        var rows = await Rows(tickets.Take(limit + 1)).ToListAsync(cancellationToken);
        var more = rows.Count > limit;
        rows = rows[..Math.Min(limit, rows.Count)];
        var upwards = cursor is { Older: false };
        if (upwards)
        {
            rows.Reverse();
        }

        var hasNewer = upwards ? more : cursor is not null;
        var hasOlder = upwards || more;
        return new TicketPage(
            rows,
            hasNewer && rows.Count > 0 ? new PageCursor(false, rows[0].Id).ToString() : null,
            hasOlder && rows.Count > 0 ? new PageCursor(true, rows[^1].Id).ToString() : null);
    }

    public Task<int> CountAsync(TicketFilter filter, CancellationToken cancellationToken)
        => Matching(filter).CountAsync(cancellationToken);

    private static IQueryable<TicketRow> Rows(IQueryable<Ticket> tickets) => tickets.Select(ticket => new TicketRow(
        ticket.Id,
        ticket.Number,
        ticket.Organization!.Name,
        ticket.Subject,
        ticket.Status,
        ticket.Priority,
        ticket.Assignee!.Name,
        ticket.DueAt,
        ticket.LastActivityAt,
        EF.Property<DateTime?>(ticket, SoftDeleteDefaults.DeletedAt)));

    private static string Pattern(string text) => "%" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private IQueryable<Ticket> Matching(TicketFilter filter)
    {
        var tickets = filter.Deleted == true ? db.Tickets.WithDeleted() : db.Tickets;
        if (filter.Overdue == true)
        {
            tickets = db.Overdue<Ticket>();
        }

        if (!string.IsNullOrEmpty(filter.Status))
        {
            tickets = tickets.Where(ticket => ticket.Status == filter.Status);
        }

        if (!string.IsNullOrEmpty(filter.Priority))
        {
            tickets = tickets.Where(ticket => ticket.Priority == filter.Priority);
        }

        if (filter.Organization is { } organization)
        {
            tickets = tickets.Where(ticket => ticket.OrganizationId == organization);
        }

        if (filter.Q?.Trim() is { Length: > 0 } text)
        {
            tickets = text[0] == '#' && int.TryParse(
                text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? tickets.Where(ticket => ticket.Number == number)
                : tickets.Where(db.Mentions(Pattern(text)));
        }

        return tickets;
    }
}
