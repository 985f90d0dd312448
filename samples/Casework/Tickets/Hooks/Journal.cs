using Integrity.Toolkit.Hooks;

namespace Casework.Tickets.Hooks;

/// <summary>Adds a line to a ticket's timeline, in the save that it is about.</summary>
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
