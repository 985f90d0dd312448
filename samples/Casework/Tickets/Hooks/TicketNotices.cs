using Casework.Hosting;
using Casework.Tickets.Demo;
using Integrity.Toolkit;
using Integrity.Toolkit.Hooks;

namespace Casework.Tickets.Hooks;

/// <summary>Tells people what happened, once it is certain: never of what was refused or rolled back.</summary>
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
                => $"moved to {change.Entity.Status}:",
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
