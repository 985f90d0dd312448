namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Finds problems with initial states, terminal states and reachability.</summary>
internal sealed class GraphDiagnostics<TState, TTrigger>(
    MachineModel<TState, TTrigger> model,
    MachineAnnotations<TState, TTrigger> statements,
    IReadOnlyList<Edge<TState, TTrigger>> edges)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly HashSet<TState> _known =
        [.. model.States.Select(x => x.State), .. edges.Select(x => x.To)];

    /// <summary>Returns the states of the table: all except superstates in which no entity can be.</summary>
    public IReadOnlyList<TState> Kept()
    {
        var reached = Reached();

        return [.. _known.Where(x => statements.UnreachableAllowed || reached.Contains(x) || !CanBeLeftOut(x))];
    }

    public IEnumerable<StateMachineDiagnostic> Find(bool isIncomplete)
        => [.. Unknown(), .. Beginnings(), .. LeftEnds(), .. isIncomplete ? [] : (IEnumerable<StateMachineDiagnostic>)[.. Traps(), .. Unreachable()]];

    private IEnumerable<StateMachineDiagnostic> Unknown()
        => statements.Initial.Select(state => (State: state, Said: "Initial"))
            .Concat(statements.Terminal.Select(state => (State: state, Said: "Terminal")))
            .Where(x => !_known.Contains(x.State))
            .Distinct()
            .Select(x => new StateMachineDiagnostic(
                "state.unknown",
                $"{x.Said}({StateNames.Of(x.State)})",
                $"the machine has no state '{StateNames.Of(x.State)}'",
                "correct the state"))
            .Concat(statements.WithReason.Distinct().Where(trigger => !edges.Any(x => Same(x.Trigger, trigger)))
                .Select(trigger => new StateMachineDiagnostic(
                    "trigger.unknown",
                    $"RequireReason({StateNames.Of(trigger)})",
                    $"the machine has no trigger '{StateNames.Of(trigger)}'",
                    "correct the trigger")));

    private IEnumerable<StateMachineDiagnostic> Beginnings()
    {
        if (statements.Initial.Count == 0)
        {
            yield return new StateMachineDiagnostic(
                "initial.missing",
                "the machine",
                $"it was created in '{StateNames.Of(model.StartedIn)}', which may not be an initial state",
                "call Initial(state) for every state in which an entity may be created");
        }
    }

    private IEnumerable<StateMachineDiagnostic> LeftEnds()
        => from state in statements.Terminal.Distinct()
           let exit = edges.FirstOrDefault(x => x.IsExit && Same(x.From, state))
           where exit is not null
           select new StateMachineDiagnostic(
               "terminal.left",
               $"Terminal({StateNames.Of(state)})",
               $"trigger '{StateNames.Of(exit.Trigger)}' leads from it to '{StateNames.Of(exit.To)}'",
               "remove the call, or the transition from the machine");

    private IEnumerable<StateMachineDiagnostic> Traps()
    {
        var left = edges.Where(x => x.IsExit).Select(x => x.From).ToHashSet();

        return from state in Kept().Except(statements.Terminal)
               where !left.Contains(state)
               select new StateMachineDiagnostic(
                   "terminal.missing",
                   $"state '{StateNames.Of(state)}'",
                   "no transition leaves it, and the machine does not expose whether it is terminal",
                   $"call Terminal({StateNames.Of(state)}), or configure a transition from it");
    }

    private IEnumerable<StateMachineDiagnostic> Unreachable()
    {
        if (statements.UnreachableAllowed || statements.Initial.Count == 0)
        {
            return [];
        }

        var reached = Reached();

        return from state in Kept()
               where !reached.Contains(state)
               select new StateMachineDiagnostic(
                   "state.unreachable",
                   $"state '{StateNames.Of(state)}'",
                   "it cannot be reached from an initial state",
                   "call Initial for it, call AllowUnreachable() to keep it, or remove it from the machine");
    }

    private HashSet<TState> Reached()
    {
        var targets = edges.Where(x => x.IsExit).ToLookup(x => x.From, x => x.To);
        var reached = statements.Initial.ToHashSet();
        var open = new Queue<TState>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var next in targets[state].Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        return reached;
    }

    private bool CanBeLeftOut(TState state) => model.HasSubstates(state) && !statements.Terminal.Contains(state);

    private static bool Same<T>(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);
}
