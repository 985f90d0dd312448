namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Determines the final state of a transition: initial transitions, and entry actions that fire triggers.</summary>
internal sealed class EntryDestinations<TState, TTrigger>(
    MachineModel<TState, TTrigger> model,
    MachineAnnotations<TState, TTrigger> statements,
    List<StateMachineDiagnostic> diagnostics)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly Dictionary<TState, TState> _next = [];

    private readonly HashSet<TState> _asked = [];

    /// <summary>Gets a value indicating whether a declaration is missing for a superstate that is entered.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Applies the declarations, and reports the invalid ones.</summary>
    public void Prepare()
    {
        foreach (var said in statements.Landings)
        {
            var problem = !model.Superstates.TryGetValue(said.To, out var superstate) || !Same(superstate, said.From)
                ? $"'{StateNames.Of(said.To)}' is not a substate of '{StateNames.Of(said.From)}'"
                : statements.Resting.Contains(said.From)
                    ? "it contradicts NoInitialTransition"
                    : _next.TryAdd(said.From, said.To) ? null : "the superstate already has another one";
            if (problem is not null)
            {
                diagnostics.Add(new StateMachineDiagnostic(
                    "initial-transition.wrong",
                    $"InitialTransition({StateNames.Of(said.From)}, {StateNames.Of(said.To)}) in {said.Place}",
                    problem,
                    "repeat the initial transition of the machine"));
            }
        }

        foreach (var state in statements.Resting.Where(state => !model.HasSubstates(state)))
        {
            diagnostics.Add(new StateMachineDiagnostic(
                "initial-transition.wrong",
                $"NoInitialTransition({StateNames.Of(state)})",
                $"'{StateNames.Of(state)}' has no substates",
                "remove it: only a superstate can have an initial transition"));
        }

        PrepareEntries();
    }

    /// <summary>Returns the final state of a transition to a state.</summary>
    public TState Of(TState destination)
    {
        while (true)
        {
            if (_next.TryGetValue(destination, out var next))
            {
                destination = next;
                continue;
            }

            if (model.HasSubstates(destination) && !statements.Resting.Contains(destination) && _asked.Add(destination))
            {
                IsIncomplete = true;
                diagnostics.Add(new StateMachineDiagnostic(
                    "initial-transition.missing",
                    $"state '{StateNames.Of(destination)}'",
                    "it is entered and has substates, and the machine does not expose its initial transition",
                    $"call InitialTransition({StateNames.Of(destination)}, substate) as in the machine, "
                    + $"or NoInitialTransition({StateNames.Of(destination)})"));
            }

            return destination;
        }
    }

    private static bool Same<T>(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    private void PrepareEntries()
    {
        if (model.ActingOnEntry.Count > 0 && !statements.EntryFiresNothing && statements.Entries.Count == 0)
        {
            diagnostics.Add(new StateMachineDiagnostic(
                "entry.unsaid",
                $"states {StateNames.List(model.ActingOnEntry)}",
                "they have entry actions, and the machine does not expose whether these fire triggers",
                "call EntryFiresNothing(), or EntryLeadsTo(state, to) for each state whose entry action does"));
        }

        foreach (var said in statements.Entries)
        {
            var problem = !model.Knows(said.From) ? $"the machine has no state '{StateNames.Of(said.From)}'"
                : LeadsBack(said.To, said.From) ? "the entry actions form a cycle"
                : _next.TryAdd(said.From, said.To) ? null : "the destination of this state is already declared";
            if (problem is not null)
            {
                diagnostics.Add(new StateMachineDiagnostic(
                    "entry.wrong",
                    $"EntryLeadsTo({StateNames.Of(said.From)}, {StateNames.Of(said.To)}) in {said.Place}",
                    problem,
                    "specify the state with the entry action, and the final state"));
            }
        }
    }

    private bool LeadsBack(TState from, TState to)
    {
        while (!Same(from, to))
        {
            if (!_next.TryGetValue(from, out var next))
            {
                return false;
            }

            from = next;
        }

        return true;
    }
}
