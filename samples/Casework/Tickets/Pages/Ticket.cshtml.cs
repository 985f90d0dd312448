using Integrity.Toolkit;
using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Versioning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

public sealed class TicketModel(DeskContext db, DemoActor actor) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public TicketView View { get; private set; } = null!;

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostMoveAsync(TicketChange change)
        => string.IsNullOrEmpty(change.To)
            ? Task.FromResult<IActionResult>(BadRequest())
            : ChangeAsync(db.Tickets, change, ticket =>
            {
                db.Entry(ticket).MoveTo(change.To);
                return Task.CompletedTask;
            });

    public Task<IActionResult> OnPostDeleteAsync(TicketChange change)
        => ChangeAsync(db.Tickets, change, ticket =>
        {
            db.Remove(ticket);
            return Task.CompletedTask;
        });

    public Task<IActionResult> OnPostRestoreAsync(TicketChange change)
        => ChangeAsync(db.Tickets.OnlyDeleted(), change, ticket => db.RestoreAsync(ticket));

    private async Task<IActionResult> ChangeAsync(
        IQueryable<Ticket> among, TicketChange change, Func<Ticket, Task> apply)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest(ModelState);
        }

        if (await among.SingleOrDefaultAsync(ticket => ticket.Id == Id) is not { } ticket)
        {
            return await RefusedAsync(
                StatusCodes.Status409Conflict, "The ticket was deleted or restored since you opened the page.");
        }

        try
        {
            using (db.ActingAs(actor.Current, change.Reason))
            {
                db.Entry(ticket).ExpectVersion(change.Version);
                await apply(ticket);
                await db.SaveChangesAsync();
            }

            return RedirectToPage();
        }
        catch (IntegrityConflictException conflict)
        {
            return await RefusedAsync(
                StatusCodes.Status409Conflict, [.. conflict.Refusals.Select(refusal => refusal.Message)]);
        }
        catch (IntegrityException refused)
        {
            return await RefusedAsync(
                StatusCodes.Status422UnprocessableEntity, [.. refused.Refusals.Select(refusal => refusal.Message)]);
        }
    }

    private async Task<IActionResult> RefusedAsync(int status, params string[] problems)
    {
        db.ChangeTracker.Clear();
        Problems = problems;
        Response.StatusCode = status;
        return await ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (await db.Tickets.WithDeleted().SingleOrDefaultAsync(ticket => ticket.Id == Id) is not { } ticket)
        {
            return NotFound();
        }

        View = await TicketView.OfAsync(db.Entry(ticket));
        return Page();
    }
}
