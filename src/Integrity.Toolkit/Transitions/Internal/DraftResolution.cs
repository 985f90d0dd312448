namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Resolves declarations to the facts of a table, or throws with every problem.</summary>
internal static class DraftResolution
{
    public static TableFacts<TState> Resolve<TState>(TableDraft<TState> draft)
        where TState : notnull
    {
        var problems = new List<string>();
        var resolved = Expand(draft, problems);
        problems.InsertRange(0, DeclaredValueValidator.Find(draft));
        problems.AddRange(TransitionGraphValidator.Find(draft, resolved));
        problems.AddRange(InvariantDeclarationValidator.Find(draft));
        if (problems.Count > 0)
        {
            throw new TransitionTableException(draft.Name, problems.AsReadOnly());
        }

        return new TableFacts<TState>(
            draft.Name,
            draft.States.ToArray().AsReadOnly(),
            draft.Initial.ToArray().AsReadOnly(),
            draft.Terminal.ToArray().AsReadOnly(),
            resolved
                .Where(x => x.Kind != DraftKind.Ignore)
                .Select(x => new Transition<TState>(x.From, x.To, x.Trigger, x.Guard, x.RequiresReason))
                .ToArray()
                .AsReadOnly(),
            [.. resolved.Where(x => x.Kind == DraftKind.Ignore).Select(x => (x.From, x.Trigger!, x.Guard))],
            draft.Invariants
                .Select(x => new StateInvariant(x.State, x.Code, x.Condition, x.Description))
                .ToArray()
                .AsReadOnly());
    }

    private static List<DraftTransition<TState>> Expand<TState>(TableDraft<TState> draft, List<string> problems)
        where TState : notnull
    {
        var closed = draft.Terminal.ToHashSet();
        var taken = draft.Declared.Where(x => x.Except is null).Select(x => x.Key).ToHashSet();
        var resolved = new List<DraftTransition<TState>>();
        foreach (var declared in draft.Declared)
        {
            if (declared.Except is not { } except)
            {
                resolved.Add(declared);
                continue;
            }

            var before = resolved.Count;
            resolved.AddRange(draft.States
                .Where(state => !closed.Contains(state) && !except.Contains(state))
                .Select(state => declared with { From = state, Except = null })
                .Where(x => !x.IsSelf && !taken.Contains(x.Key)));
            if (resolved.Count == before)
            {
                problems.Add(
                    $"FromAny to '{ValueText.Of(declared.To)}' at {declared.Place} adds no transition: every state is "
                    + "terminal, excluded, the target or has its own declaration; remove it or exclude fewer states.");
            }
        }

        return resolved;
    }
}
