using Casework.Hosting;
using Casework.Tickets.Demo;
using Integrity.Toolkit;
using Integrity.Toolkit.Hooks;

namespace Casework.Tickets.Hooks;

/// <summary>Sends notifications after the commit, never for rejected or rolled-back changes.</summary>
public sealed class TicketNotices(NotificationLog log) : EntityHooks<Ticket>
{
    public override void AfterCommit(CommittedChange<Ticket> change)
    {
        var what = change.Operation switch
        {
            EntityOperation.Create => "opened",
            EntityOperation.SoftDelete => "deleted",
            EntityOperation.Restore => "restored",
            EntityOperation.Update when change.ChangedMembers.Contains(nameof(Ticket.Status))
                => $"changed the status to {change.Entity.Status} for",
            EntityOperation.Update when change.ChangedMembers.Contains(nameof(Ticket.AssigneeId)) => "assigned",
            _ => null,
        };
        if (what is not null)
        {
            log.Add(
                $"{DemoPeople.NameOf(change.Actor)} {what} {change.Entity.Reference}", $"/tickets/{change.Entity.Id}");
        }
    }
}
