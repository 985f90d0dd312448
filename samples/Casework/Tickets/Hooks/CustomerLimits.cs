using Casework.Tickets.Authentication;
using Integrity.Toolkit.Hooks;

namespace Casework.Tickets.Hooks;

/// <summary>Limits customers to closing and reopening tickets.</summary>
public sealed class CustomerLimits(DeskRoles roles) : EntityHooks<Ticket>
{
    [WhenChanged(nameof(Ticket.Status))]
    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
        if (change.Entity.Status is not (TicketFlow.Closed or TicketFlow.Reopened)
            && roles.HasRole(change.Actor, DeskRole.Customer))
        {
            change.Reject(
                x => x.Status, "ticket.customer-move", "A customer may close and reopen a ticket. Ask an agent for any other step.");
        }
    }
}
