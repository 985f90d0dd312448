using Integrity.Toolkit.Hooks;

namespace Casework.Tickets.Hooks;

/// <summary>Adds an entry to a ticket's timeline, in the same save as the change.</summary>
internal static class Journal
{
    public static void Write<TEntity>(EntityChange<TEntity> change, int ticket, string kind, string what)
        where TEntity : class
        => change.Context.Add(new TicketActivity
        {
            TicketId = ticket,
            Kind = kind,
            What = what,
            At = change.Now,
            ActorKind = change.Actor.Kind,
            ActorId = change.Actor.Id,
            Reason = change.Reason,
        });
}
