namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Finds problems of the transition graph.</summary>
internal static class TransitionGraphValidator
{
    public static IEnumerable<string> Find<TState>(
        TableDraft<TState> draft, IReadOnlyList<DraftTransition<TState>> resolved)
        where TState : notnull
    {
        if (draft.States.Count == 0)
        {
            return ["the table has no states; declare them with Initial, Permit and Terminal."];
        }

        var edges = resolved.Where(x => x.Kind != DraftKind.Ignore).ToList();

        return
        [
            .. SelfPermits(edges),
            .. Duplicates(resolved),
            .. TerminalExits(draft, edges),
            .. Traps(draft, edges),
            .. draft.Initial.Count == 0
                ? ["the table has no initial state; specify one with Initial."]
                : Unreachable(draft, edges),
        ];
    }

    private static IEnumerable<string> SelfPermits<TState>(List<DraftTransition<TState>> edges)
        where TState : notnull
        => from edge in edges
           where edge.IsSelf && edge.Kind == DraftKind.Permit
           select $"'{ValueText.Of(edge.From)}' is permitted to itself at {edge.Place}; "
               + (edge.Guard is null ? "use PermitReentry." : "use PermitReentryIf.");

    private static IEnumerable<string> Duplicates<TState>(IReadOnlyList<DraftTransition<TState>> resolved)
        where TState : notnull
    {
        foreach (var same in resolved.GroupBy(x => x.Key).Where(same => same.Count() > 1))
        {
            var codes = same.Select(x => x.Guard?.Code).ToList();
            if (!codes.Contains(null) && codes.Distinct(StringComparer.Ordinal).Count() == codes.Count)
            {
                continue;
            }

            var on = same.First().Trigger is { } trigger ? $"trigger '{ValueText.Of(trigger)}'"
                : $"the transition to '{ValueText.Of(same.First().To)}'";
            yield return $"from '{ValueText.Of(same.Key.From)}', {on} is declared at "
                + $"{string.Join(" and ", same.Select(x => x.Place))}; "
                + "keep one of them, or specify a guard with a different code for each.";
        }
    }

    private static IEnumerable<string> TerminalExits<TState>(
        TableDraft<TState> draft, List<DraftTransition<TState>> edges)
        where TState : notnull
        => from edge in edges
           where draft.Terminal.Contains(edge.From) && !edge.IsSelf
           select $"a transition leaves the terminal state '{ValueText.Of(edge.From)}' for '{ValueText.Of(edge.To)}' "
               + $"at {edge.Place}; remove it or do not declare the state with Terminal.";

    private static IEnumerable<string> Traps<TState>(TableDraft<TState> draft, List<DraftTransition<TState>> edges)
        where TState : notnull
    {
        var left = edges.Where(edge => !edge.IsSelf).Select(edge => edge.From).ToHashSet();

        return from state in draft.States.Except(draft.Terminal)
               where !left.Contains(state)
               select $"trap state '{ValueText.Of(state)}': no transition leaves it; "
                   + "declare it with Terminal or permit a transition from it.";
    }

    private static IEnumerable<string> Unreachable<TState>(
        TableDraft<TState> draft, List<DraftTransition<TState>> edges)
        where TState : notnull
    {
        if (draft.UnreachableAllowed)
        {
            return [];
        }

        var targets = edges.ToLookup(edge => edge.From, edge => edge.To);
        var reached = draft.Initial.ToHashSet();
        var open = new Queue<TState>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var next in targets[state].Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        return from state in draft.States
               where !reached.Contains(state)
               select $"state '{ValueText.Of(state)}' cannot be reached from an initial state; "
                   + "permit a transition to it, declare it with Initial or call AllowUnreachable.";
    }
}
