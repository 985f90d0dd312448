namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Knows where one ends who enters a state: initial transitions, and entry actions that fire on.</summary>
internal sealed class EntryDestinations<TState, TTrigger>(
    MachineModel<TState, TTrigger> model,
    MachineAnnotations<TState, TTrigger> statements,
    List<StateMachineDiagnostic> diagnostics)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly Dictionary<TState, TState> _next = [];

    private readonly HashSet<TState> _asked = [];

    /// <summary>Gets a value indicating whether nothing was said of a superstate that is entered.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Takes what was said, and complains of what cannot be.</summary>
    public void Prepare()
    {
        foreach (var said in statements.Landings)
        {
            var problem = !model.Superstates.TryGetValue(said.To, out var superstate) || !Same(superstate, said.From)
                ? $"'{StateNames.Of(said.To)}' is no substate of '{StateNames.Of(said.From)}'"
                : statements.Resting.Contains(said.From)
                    ? "NoInitialTransition says the opposite"
                    : _next.TryAdd(said.From, said.To) ? null : "the superstate has another one already";
            if (problem is not null)
            {
                diagnostics.Add(new StateMachineDiagnostic(
                    "initial-transition.wrong",
                    $"InitialTransition({StateNames.Of(said.From)}, {StateNames.Of(said.To)}) in {said.Place}",
                    problem,
                    "repeat what the machine was given"));
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

    /// <summary>Where one ends who is sent to a state.</summary>
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
                    "it is entered and has substates, and the machine does not tell whether it leads on to one of them",
                    $"say InitialTransition({StateNames.Of(destination)}, substate) as the machine was given it, "
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
                "they have entry actions, and the machine does not tell whether those fire on",
                "say EntryFiresNothing(), or EntryLeadsTo(state, to) for each that does"));
        }

        foreach (var said in statements.Entries)
        {
            var problem = !model.Knows(said.From) ? $"the machine has no state '{StateNames.Of(said.From)}'"
                : LeadsBack(said.To, said.From) ? "one would never come to rest"
                : _next.TryAdd(said.From, said.To) ? null : "where this state leads was said already";
            if (problem is not null)
            {
                diagnostics.Add(new StateMachineDiagnostic(
                    "entry.wrong",
                    $"EntryLeadsTo({StateNames.Of(said.From)}, {StateNames.Of(said.To)}) in {said.Place}",
                    problem,
                    "name the state with the entry action, and the one in which the machine comes to rest"));
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
