namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// Determines the effect of every trigger in every state, as firing it would: the innermost state whose conditions are met
/// decides, and if two of its behaviors apply at once, neither is used.
/// </summary>
internal sealed class EdgeCompilation<TState, TTrigger>(
    MachineModel<TState, TTrigger> model,
    IReadOnlyDictionary<TState, IReadOnlyList<Option<TState, TTrigger>>> options,
    EntryDestinations<TState, TTrigger> landings,
    List<StateMachineDiagnostic> diagnostics)
    where TState : notnull
    where TTrigger : notnull
{
    public IReadOnlyList<Edge<TState, TTrigger>> Compile()
    {
        AddAmbiguous();

        return
        [
            .. from state in model.States.Select(x => x.State)
               from trigger in model.Chain(state).SelectMany(x => options[x]).Select(x => x.Trigger).Distinct()
               from edge in Cell(state, trigger)
               select edge,
        ];
    }

    private static bool Same(TState one, TState other) => EqualityComparer<TState>.Default.Equals(one, other);

    private List<Edge<TState, TTrigger>> Cell(TState state, TTrigger trigger)
    {
        var edges = new List<Edge<TState, TTrigger>>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var before = new List<IReadOnlyList<Condition>>();
        foreach (var level in model.Chain(state))
        {
            var local = options[level].Where(x => EqualityComparer<TTrigger>.Default.Equals(x.Trigger, trigger)).ToList();
            foreach (var option in local)
            {
                var others = local.Where(x => !ReferenceEquals(x, option)).Select(x => x.Guards).Where(x => x.Count > 0);
                List<IReadOnlyList<Condition>> none = [.. before, .. others];
                foreach (var outcome in option.Outcomes)
                {
                    edges.Add(Edge(state, option, outcome.To, Guard(state, option, outcome, none, codes)));
                    none = outcome.Choice is { } chosen ? [.. none, [chosen]] : none;
                }
            }

            if (local.Exists(x => x.Guards.Count == 0))
            {
                break;
            }

            before.AddRange(local.Select(x => x.Guards));
        }

        return edges;
    }

    private Edge<TState, TTrigger> Edge(TState from, Option<TState, TTrigger> option, TState to, TransitionGuard? guard)
    {
        // A transition of a superstate to the substate in which it is fired has no effect in the machine.
        if (option.Kind == BehaviourKind.Stay || (option.Kind == BehaviourKind.Permit && Same(from, to)))
        {
            return new(from, option.Trigger, EdgeKind.Ignore, from, guard);
        }

        var end = landings.Of(to);

        return new(from, option.Trigger, Same(from, end) ? EdgeKind.Reentry : EdgeKind.Permit, end, guard);
    }

    private TransitionGuard? Guard(
        TState state,
        Option<TState, TTrigger> option,
        ConditionalDestination<TState> outcome,
        List<IReadOnlyList<Condition>> none,
        HashSet<string> codes)
    {
        var composition = new GuardComposition(
            outcome.Choice is { } choice ? [.. option.Guards, choice] : option.Guards, none);
        if (composition.IsEmpty)
        {
            return null;
        }

        var guard = composition.Compose(Unique(composition, codes));
        if (guard is null)
        {
            diagnostics.Add(new StateMachineDiagnostic(
                "guard.types",
                StateNames.Cell(state, option.Trigger),
                $"the conditions '{composition.Full}' apply to unrelated entity types",
                "use conditions on one entity type, or on one of its base types"));
        }

        return guard;
    }

    private static string Unique(GuardComposition composition, HashSet<string> codes)
    {
        var code = composition.ShortCode;
        if (codes.Add(code))
        {
            return code;
        }

        code = composition.Full;
        for (var number = 2; !codes.Add(code); number++)
        {
            code = $"{composition.Full} ({number})";
        }

        return code;
    }

    private void AddAmbiguous()
    {
        var ambiguous =
            from state in model.States
            from same in options[state.State].GroupBy(x => x.Trigger)
            where same.Count() > 1 && same.Any(x => x.Guards.Count == 0)
            select new StateMachineDiagnostic(
                "trigger.ambiguous",
                StateNames.Cell(state.State, same.Key),
                $"{same.Count()} transitions are configured and one of them has no guard, so firing fails "
                    + "if the guard of another is met",
                "keep one of them in the machine, or add a guard to each that excludes the others");
        diagnostics.AddRange(ambiguous);
    }
}
