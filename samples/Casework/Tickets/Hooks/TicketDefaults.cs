using Integrity.Toolkit.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Hooks;

/// <summary>Gives a ticket its number. What it gets by its status is declared with it.</summary>
public sealed class TicketDefaults : EntityHooks<Ticket>
{
    private const int FirstNumber = 1001;

    public override async ValueTask BeforeCreateAsync(EntityChange<Ticket> change, CancellationToken cancellationToken)
    {
        var ticket = change.Entity;
        if (ticket.Number == 0)
        {
            // Deleted ones count: a number that was given away once is not given away again.
            ticket.Number = await change.Context.Set<Ticket>().WithDeleted()
                .Where(x => x.OrganizationId == ticket.OrganizationId)
                .MaxAsync(x => (int?)x.Number + 1, cancellationToken) ?? FirstNumber;
        }
    }
}
