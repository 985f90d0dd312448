using Casework.Hosting;
using Casework.Tickets.Demo;
using Integrity.Toolkit;
using Integrity.Toolkit.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Hooks;

/// <summary>Records the addition and removal of comments and attachments as activities of the ticket.</summary>
public sealed class TicketPartHooks(NotificationLog log) : EntityHooks<ITicketPart>
{
    public override void BeforeCreate(EntityChange<ITicketPart> change) => Touch(change);

    public override void BeforeSoftDelete(EntityChange<ITicketPart> change)
    {
        // A part that is deleted with its ticket has no entry of its own.
        if (change.Entity.Ticket is { } ticket && change.Context.Entry(ticket).State != EntityState.Deleted)
        {
            Touch(change);
            Journal.Write(change, ticket.Id, "edited", $"Removed {change.Entity.Called}");
        }
    }

    public override void AfterCommit(CommittedChange<ITicketPart> change)
    {
        if (change.Operation == EntityOperation.Create && change.Entity.Ticket is { } ticket)
        {
            log.Add(
                $"{DemoPeople.NameOf(change.Actor)} added {change.Entity.Called} to {ticket.Reference}",
                $"/tickets/{ticket.Id}");
        }
    }

    private static void Touch(EntityChange<ITicketPart> change)
    {
        if (change.Entity.Ticket is { } ticket)
        {
            ticket.LastActivityAt = change.Now;
        }
    }
}
