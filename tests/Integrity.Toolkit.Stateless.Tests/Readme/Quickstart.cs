using Integrity.Toolkit.Transitions;
using Stateless;

namespace Integrity.Toolkit.Tests.Readme;

public enum Status
{
    New,
    Open,
    Waiting,
    Assigned,
    Closed,
}

public enum Step
{
    Start,
    Assign,
    Close,
}

public sealed class Ticket
{
    public string? Owner { get; set; }
}

public static class TicketMachine
{
    public static StateMachine<Status, Step> Create(Status status, Func<bool>? hasOwner = null)
    {
        var machine = new StateMachine<Status, Step>(status);
        machine.Configure(Status.New).Permit(Step.Start, Status.Open);
        machine.Configure(Status.Open)
            .InitialTransition(Status.Waiting)
            .PermitIf(Step.Close, Status.Closed, hasOwner ?? (() => true), "has an owner");
        machine.Configure(Status.Waiting).SubstateOf(Status.Open).Permit(Step.Assign, Status.Assigned);
        machine.Configure(Status.Assigned).SubstateOf(Status.Open).PermitReentry(Step.Assign).Ignore(Step.Start);
        return machine;
    }
}

public static class Quickstart
{
    public static readonly TransitionTable<Status, Step> Flow = TicketMachine.Create(Status.New)
        .ToTransitionTable("ticket", t => t
            .Initial(Status.New)
            .InitialTransition(Status.Open, Status.Waiting)
            .Guard<Ticket>("has an owner", x => x.Owner != null, "owner.required")
            .NoAsyncGuards()
            .Terminal(Status.Closed));

    public static TransitionTable<Status, Step> Open()
    {
        var open = TicketMachine.Create(Status.New).ToTransitionTable("ticket", t => t
            .Initial(Status.New)
            .InitialTransition(Status.Open, Status.Waiting)
            .OpenGuards()
            .NoAsyncGuards()
            .Terminal(Status.Closed));
        return open;
    }
}
