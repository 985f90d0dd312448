using Integrity.Toolkit.SoftDelete;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

public sealed class IndexModel(DeskContext db, TimeProvider time) : PageModel
{
    private const int PageSize = 10;
    private const int MaxTitleLength = 200;

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Deleted { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public IReadOnlyList<TicketRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var tickets = Deleted ? db.Tickets.WithDeleted() : db.Tickets;
        if (!string.IsNullOrEmpty(Status))
        {
            tickets = tickets.Where(ticket => ticket.Status == Status);
        }

        Total = await tickets.CountAsync(cancellationToken);
        Number = Math.Clamp(Number, 1, Pages);
        Rows = await tickets
            .OrderByDescending(ticket => ticket.Id)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(ticket => new TicketRow(
                ticket.Id,
                ticket.Title,
                ticket.Status,
                ticket.OpenedAt,
                EF.Property<DateTime?>(ticket, SoftDeleteDefaults.DeletedAt)))
            .ToListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string? title, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Length > MaxTitleLength)
        {
            return BadRequest($"A ticket needs a title of at most {MaxTitleLength} characters.");
        }

        var ticket = new Ticket
        {
            Title = title.Trim(),
            Status = TicketFlow.New,
            OpenedAt = time.GetUtcNow().UtcDateTime,
        };
        db.Add(ticket);
        await db.SaveChangesAsync(cancellationToken);
        return RedirectToPage("/Ticket", new { ticket.Id });
    }
}
