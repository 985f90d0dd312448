using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.SoftDelete;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Hooks;

/// <summary>Fills in what a ticket gets by itself: its number, when it is due, when it was resolved and closed.</summary>
public sealed class TicketDefaults : EntityHooks<Ticket>
{
    private const int FirstNumber = 1001;

    public override async ValueTask BeforeCreateAsync(EntityChange<Ticket> change, CancellationToken cancellationToken)
    {
        var ticket = change.Entity;
        ticket.DueAt ??= ticket.CreatedAt.AddHours(ticket.Priority switch
        {
            TicketPriority.Critical => 1,
            TicketPriority.High => 4,
            TicketPriority.Low => 72,
            _ => 24,
        });
        if (ticket.Number == 0)
        {
            // Deleted ones count: a number that was given away once is not given away again.
            ticket.Number = await change.Context.Set<Ticket>().WithDeleted()
                .Where(x => x.OrganizationId == ticket.OrganizationId)
                .MaxAsync(x => (int?)x.Number + 1, cancellationToken) ?? FirstNumber;
        }
    }

    [WhenChanged(nameof(Ticket.Status))]
    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
        var ticket = change.Entity;
        switch (ticket.Status)
        {
            case TicketFlow.Resolved:
                ticket.ResolvedAt = change.Now;
                break;
            case TicketFlow.Closed:
                ticket.ClosedAt = change.Now;
                break;
            case TicketFlow.Reopened:
                ticket.ResolvedAt = null;
                ticket.ClosedAt = null;
                break;
        }
    }
}
