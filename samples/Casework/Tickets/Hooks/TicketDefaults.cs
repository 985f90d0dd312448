using Integrity.Toolkit.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Hooks;

/// <summary>Assigns the number of a new ticket. Values that depend on the status are declared with the transitions.</summary>
public sealed class TicketDefaults : EntityHooks<Ticket>
{
    private const int FirstNumber = 1001;

    public override async ValueTask BeforeCreateAsync(EntityChange<Ticket> change, CancellationToken cancellationToken)
    {
        var ticket = change.Entity;
        if (ticket.Number == 0)
        {
            // Includes deleted tickets, so that a number is never assigned twice.
            ticket.Number = await change.Context.Set<Ticket>().WithDeleted()
                .Where(x => x.OrganizationId == ticket.OrganizationId)
                .MaxAsync(x => (int?)x.Number + 1, cancellationToken) ?? FirstNumber;
        }
    }
}
