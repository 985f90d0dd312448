using Integrity.Toolkit.Transitions;
using static Integrity.Toolkit.Benchmarks.Desk.TicketStatus;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Eight states, fifteen edges.</summary>
public static class TicketFlow
{
    public static readonly (TicketStatus From, TicketStatus To)[] Edges =
    [
        (New, Assigned),
        (New, Cancelled),
        (Assigned, InProgress),
        (Assigned, Cancelled),
        (InProgress, Waiting),
        (InProgress, Escalated),
        (InProgress, Resolved),
        (Waiting, InProgress),
        (Waiting, Cancelled),
        (Escalated, InProgress),
        (Escalated, Resolved),
        (Resolved, InProgress),
        (Resolved, Closed),
        (Assigned, Escalated),
        (Waiting, Escalated),
    ];

    public static readonly TransitionTable<TicketStatus> Table = Of("ticket", status => status);

    /// <summary>The same flow over states of another kind.</summary>
    public static TransitionTable<TState> Of<TState>(string name, Func<TicketStatus, TState> state)
        where TState : notnull
        => TransitionTable.Create<TState>(name, t =>
        {
            t.Initial(state(New));
            foreach (var (from, to) in Edges)
            {
                t.Permit(state(from), state(to));
            }

            t.Terminal(state(Closed), state(Cancelled));
        });
}
