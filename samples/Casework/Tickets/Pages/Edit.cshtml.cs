using Casework.Tickets.Services;
using Integrity.Toolkit.Versioning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

public sealed class EditModel(DeskContext db, TicketDesk desk) : TicketFormPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The version that is displayed in the form.</summary>
    [BindProperty]
    [ShownVersion]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await Db.Tickets.FirstOrDefaultAsync(x => x.Id == Id, cancellationToken) is not { } ticket)
        {
            return NotFound();
        }

        Input = TicketInput.Of(ticket);
        Version = Db.Entry(ticket).Property<int>(VersioningDefaults.Version).CurrentValue;
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancellationToken);
        }

        return await TryAsync(() => desk.EditAsync(Id, Version, Input, cancellationToken))
            ? RedirectToPage("/Ticket", new { Id })
            : await ShowAsync(cancellationToken);
    }
}
