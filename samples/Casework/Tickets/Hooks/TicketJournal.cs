using Integrity.Toolkit.Hooks;

namespace Casework.Tickets.Hooks;

/// <summary>Sets the last activity, and records edits, deletions and restores, which have no rows of their own.</summary>
public sealed class TicketJournal : EntityHooks<Ticket>
{
    private static readonly (string Member, string Called)[] Edited =
    [
        (nameof(Ticket.OrganizationId), "organization"),
        (nameof(Ticket.Number), "number"),
        (nameof(Ticket.Subject), "subject"),
        (nameof(Ticket.Description), "description"),
        (nameof(Ticket.Kind), "kind"),
        (nameof(Ticket.RequesterId), "requester"),
        (nameof(Ticket.CustomerEmail), "e-mail"),
        (nameof(Ticket.AssigneeId), "assignee"),
        (nameof(Ticket.Priority), "priority"),
        (nameof(Ticket.Tier), "tier"),
        (nameof(Ticket.Satisfaction), "satisfaction"),
        (nameof(Ticket.DueAt), "due time"),
    ];

    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
        change.Entity.LastActivityAt = change.Now;
        var edited = Edited.Where(item => change.IsModified(item.Member)).Select(item => item.Called).ToList();
        if (edited.Count > 0)
        {
            Journal.Write(change, change.Entity.Id, "edited", $"Edited {string.Join(", ", edited)}");
        }
    }

    public override void BeforeSoftDelete(EntityChange<Ticket> change)
        => Journal.Write(change, change.Entity.Id, "deleted", "Deleted");

    public override void BeforeRestore(EntityChange<Ticket> change)
    {
        change.Entity.LastActivityAt = change.Now;
        Journal.Write(change, change.Entity.Id, "restored", "Restored");
    }
}
