using Casework.Tickets.Authentication;
using Casework.Tickets.Services;
using Microsoft.AspNetCore.Mvc;

namespace Casework.Tickets.Pages;

public sealed class NewModel(DeskContext db, TicketDesk desk, DeskActor actor) : TicketFormPage(db)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var person = actor.Person;
        var isCustomer = person.Role == DeskRole.Customer;
        Input = new TicketInput
        {
            OrganizationId = person.OrganizationId,
            RequesterId = person.Id,
            Kind = isCustomer ? TicketKind.Customer : TicketKind.Internal,
            CustomerEmail = isCustomer ? person.Email : null,
        };
        return ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancellationToken);
        }

        var id = 0;
        return await TryAsync(async () => id = (await desk.OpenAsync(Input, cancellationToken)).Id)
            ? RedirectToPage("/Ticket", new { id })
            : await ShowAsync(cancellationToken);
    }
}
