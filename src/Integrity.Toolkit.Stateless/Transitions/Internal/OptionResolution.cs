namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Completes the behaviors of a machine with the declarations about them.</summary>
internal sealed class OptionResolution<TState, TTrigger>(
    MachineModel<TState, TTrigger> model,
    MachineAnnotations<TState, TTrigger> statements,
    List<StateMachineDiagnostic> diagnostics)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly GuardBodies<TState, TTrigger> _bodies = new(statements, diagnostics);

    private readonly HashSet<MachineAnnotations<TState, TTrigger>.Destinations> _used = [];

    /// <summary>Gets a value indicating whether some transitions are unknown, so that the graph cannot be checked.</summary>
    public bool IsIncomplete { get; private set; }

    public IReadOnlyDictionary<TState, IReadOnlyList<Option<TState, TTrigger>>> Resolve()
    {
        if (model.MayHideAsyncGuards && !statements.NoAsyncGuards && statements.Asyncs.Count == 0)
        {
            IsIncomplete = true;
            diagnostics.Add(new StateMachineDiagnostic(
                "async.unsaid",
                "the machine",
                "this version of Stateless does not expose transitions with asynchronous guards",
                "call NoAsyncGuards() if there are none, or PermitIfAsync(from, trigger, to, description) for each"));
        }

        var options = model.States.ToDictionary(
            x => x.State,
            x => (IReadOnlyList<Option<TState, TTrigger>>)
                [.. x.Behaviours.Select(behaviour => Complete(x.State, behaviour)), .. Asyncs(x.State)]);
        _bodies.AddUnused();
        AddUnused();

        return options;
    }

    private IEnumerable<Option<TState, TTrigger>> Asyncs(TState state)
        => from said in statements.Asyncs
           where Same(said.From, state) && !IsTold(said)
           let kind = Same(said.From, said.To) ? BehaviourKind.Reentry : BehaviourKind.Permit
           select Complete(state, new MachineBehaviour<TState, TTrigger>(
               said.Trigger, kind, said.To, [new GuardName(said.Guard, IsNamed: true)]));

    /// <summary>Returns whether the machine exposes the transition, as later versions of the library may.</summary>
    private bool IsTold(MachineAnnotations<TState, TTrigger>.AsyncTransition said)
        => model.States.Any(x => Same(x.State, said.From) && x.Behaviours.Any(behaviour =>
            Same(behaviour.Trigger, said.Trigger)
                && Same(behaviour.To, said.To)
                && behaviour.Guards.Any(guard => guard.Text == said.Guard)));

    private Option<TState, TTrigger> Complete(TState state, MachineBehaviour<TState, TTrigger> behaviour)
        => new(behaviour.Trigger, behaviour.Kind, _bodies.Of(state, behaviour), behaviour.Kind == BehaviourKind.Dynamic
            ? Choices(state, behaviour)
            : [new ConditionalDestination<TState>(behaviour.To, Choice: null)]);

    private IReadOnlyList<ConditionalDestination<TState>> Choices(TState state, MachineBehaviour<TState, TTrigger> behaviour)
    {
        var said = statements.Dynamics.FindAll(x => Same(x.From, state) && Same(x.Trigger, behaviour.Trigger));
        _used.UnionWith(said);
        if (said.Count > 0)
        {
            var several = said.Where(x => x.Choice is null).SelectMany(x => x.To).Distinct().Skip(1).Any();
            return
            [
                .. from destinations in said
                   from to in destinations.To
                   select new ConditionalDestination<TState>(to, destinations.Choice ?? (several ? Open(behaviour, to, "") : null)),
            ];
        }

        if (behaviour.Possible is not { Count: > 0 } possible)
        {
            IsIncomplete = true;
            diagnostics.Add(new StateMachineDiagnostic(
                "dynamic.missing",
                StateNames.Cell(state, behaviour.Trigger),
                "a function of the machine chooses the destination, and its possible results are not exposed",
                $"call Dynamic({StateNames.Of(state)}, {StateNames.Of(behaviour.Trigger)}, to, ...) with every possible state"));
            return [];
        }

        var read = Read(state, behaviour, possible);

        return [.. read.Select(x => new ConditionalDestination<TState>(
            x.To, read.Count == 1 ? null : Open(behaviour, x.To, x.Criterion)))];
    }

    private static Condition Open(MachineBehaviour<TState, TTrigger> behaviour, TState to, string criterion)
        => criterion.Length > 0
            ? new(criterion, Predicate: null, criterion)
            : new($"{behaviour.Selector} chooses {StateNames.Of(to)}", Predicate: null);

    /// <summary>Resolves the possible destinations, which the machine exposes as text only.</summary>
    private List<(TState To, string Criterion)> Read(
        TState state, MachineBehaviour<TState, TTrigger> behaviour, IReadOnlyList<PossibleDestination> possible)
    {
        var known = model.States.Select(x => x.State)
            .Concat(typeof(TState).IsEnum ? Enum.GetValuesAsUnderlyingType(typeof(TState)).Cast<object>()
                .Select(value => (TState)Enum.ToObject(typeof(TState), value)) : [])
            .Distinct()
            .ToLookup(x => x.ToString() ?? "", StringComparer.Ordinal);
        var read = new List<(TState To, string Criterion)>();
        foreach (var destination in possible)
        {
            var matches = destination.State is TState itself ? [itself] : known[destination.State].ToList();
            if (matches.Count == 1)
            {
                read.Add((matches[0], destination.Criterion));
                continue;
            }

            IsIncomplete = true;
            diagnostics.Add(new StateMachineDiagnostic(
                "dynamic.unreadable",
                StateNames.Cell(state, behaviour.Trigger),
                $"the possible destination '{destination.State}' matches {(matches.Count == 0 ? "no state" : "several states")}",
                $"call Dynamic({StateNames.Of(state)}, {StateNames.Of(behaviour.Trigger)}, to, ...) with every possible state"));
        }

        return [.. read.DistinctBy(x => x.To)];
    }

    private void AddUnused()
    {
        diagnostics.AddRange(statements.Dynamics.Where(x => !_used.Contains(x)).Select(x => new StateMachineDiagnostic(
            "dynamic.unknown",
            $"Dynamic({StateNames.Of(x.From)}, {StateNames.Of(x.Trigger)})",
            $"no dynamic transition is configured in '{StateNames.Of(x.From)}' on this trigger",
            "specify the state in which the machine configures the transition, not one of its substates")));
        diagnostics.AddRange(statements.Asyncs.Where(x => !model.Knows(x.From)).Select(x => new StateMachineDiagnostic(
            "state.unknown",
            $"PermitIfAsync({StateNames.Of(x.From)}, {StateNames.Of(x.Trigger)}) in {x.Place}",
            $"the machine has no state '{StateNames.Of(x.From)}'",
            "correct the state")));
    }

    private static bool Same<T>(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);
}
