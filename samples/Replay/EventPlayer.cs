using Integrity.Toolkit;
using Microsoft.EntityFrameworkCore;
using Samples.Shared;

namespace Replay;

/// <summary>Plays one event of a trace: an initial state or a transition, which the toolkit evaluates and records.</summary>
internal sealed class EventPlayer(ReplayContext db, PlaybackClock clock, bool enforce)
{
    private int _tickets;

    public ReplayCounts Counts { get; } = new();

    /// <summary>Plays the next event.</summary>
    /// <returns>Whether there is something to save.</returns>
    public bool Play(TracePlay trace)
    {
        var @event = trace.Next();
        clock.Now = @event.Time;
        using (db.ActingAs(ActorOf(@event)))
        {
            return trace.Ticket is { } ticket ? Move(ticket, @event.State, trace) : Begin(@event, trace);
        }
    }

    private bool Begin(XesEvent @event, TracePlay trace)
    {
        var ticket = new ReplayTicket
        {
            Id = ++_tickets,
            Title = trace.Name,
            Status = @event.State,
            OpenedAt = @event.Time,
        };
        var entry = db.Entry(ticket);
        if (entry.TransitionTable().IsInitial(@event.State))
        {
            Counts.Initial++;
        }
        else
        {
            Counts.Refuse(null, @event.State, trace);
            if (enforce)
            {
                Counts.Skipped += trace.Skip();
                return false;
            }
        }

        entry.State = EntityState.Added;
        entry.TransitionTo(@event.State);
        trace.Ticket = ticket;
        return true;
    }

    private bool Move(ReplayTicket ticket, string state, TracePlay trace)
    {
        if (ticket.Status == state)
        {
            Counts.Unchanged++;
            return false;
        }

        var entry = db.Entry(ticket);
        if (entry.CanTransitionTo(state).IsAllowed)
        {
            Counts.Accepted++;
        }
        else
        {
            Counts.Refuse(ticket.Status, state, trace);
            if (enforce)
            {
                return false;
            }
        }

        entry.TransitionTo(state);
        return true;
    }

    /// <summary>Truncates the names in logs to the maximum length of the toolkit's actor identifier.</summary>
    private static Actor ActorOf(XesEvent @event) => @event.Resource switch
    {
        null => Actor.Unknown,
        { Length: > Actor.MaxIdLength } name => Actor.User(name[..Actor.MaxIdLength]),
        var name => Actor.User(name),
    };
}
