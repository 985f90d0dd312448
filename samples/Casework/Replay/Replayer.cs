using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Casework.Replay;

/// <summary>Plays traces: each one a ticket, each event a move, judged and recorded by the toolkit.</summary>
internal sealed class Replayer(ReplayContext db, PlaybackClock clock, bool enforce)
{
    /// <summary>How many history rows are saved together. More is no faster and takes more memory.</summary>
    private const int BatchSize = 1_000;

    private int _tickets;
    private int _unsaved;

    public ReplayCounts Counts { get; } = new();

    public async Task PlayAsync(XesTrace trace, CancellationToken cancellationToken)
    {
        Counts.Traces++;
        Counts.Events += trace.Events.Count;
        ReplayTicket? ticket = null;
        for (var i = 0; i < trace.Events.Count; i++)
        {
            if (_unsaved >= BatchSize)
            {
                ticket = await SaveAsync(ticket, cancellationToken);
            }

            var @event = trace.Events[i];
            clock.Now = @event.Time;
            using (db.ActingAs(ActorOf(@event)))
            {
                if (ticket is not null)
                {
                    Move(ticket, @event.State, trace);
                }
                else if (Begin(@event, trace) is { } begun)
                {
                    ticket = begun;
                }
                else
                {
                    Counts.Skipped += trace.Events.Count - i - 1;
                    return;
                }
            }
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken) => await SaveAsync(null, cancellationToken);

    private ReplayTicket? Begin(XesEvent @event, XesTrace trace)
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
            Counts.Refuse(null, @event.State, trace.Name);
            if (enforce)
            {
                return null;
            }
        }

        entry.State = EntityState.Added;
        entry.MoveTo(@event.State);
        _unsaved++;
        return ticket;
    }

    private void Move(ReplayTicket ticket, string state, XesTrace trace)
    {
        if (ticket.Status == state)
        {
            Counts.Unchanged++;
            return;
        }

        EntityEntry entry = db.Entry(ticket);
        if (entry.CanMoveTo(state).Allowed)
        {
            Counts.Accepted++;
        }
        else
        {
            Counts.Refuse(ticket.Status, state, trace.Name);
            if (enforce)
            {
                return;
            }
        }

        entry.MoveTo(state);
        _unsaved++;
    }

    /// <summary>Saves and forgets all tickets but the one that is being played, so that memory does not grow.</summary>
    private async Task<ReplayTicket?> SaveAsync(ReplayTicket? present, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        _unsaved = 0;
        return present is null
            ? null
            : await db.Tickets.SingleAsync(ticket => ticket.Id == present.Id, cancellationToken);
    }

    /// <summary>Logs name people as they like; the toolkit's identifier has a greatest length.</summary>
    private static Actor ActorOf(XesEvent @event) => @event.Resource switch
    {
        null => Actor.Unknown,
        { Length: > Actor.MaxIdLength } name => Actor.User(name[..Actor.MaxIdLength]),
        var name => Actor.User(name),
    };
}
