namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Finds invalid invariants.</summary>
internal static class InvariantDeclarationValidator
{
    public static IEnumerable<string> Find<TState>(TableDraft<TState> draft)
        where TState : notnull
    {
        var states = draft.States.ToHashSet();
        foreach (var invariant in draft.Invariants)
        {
            if (string.IsNullOrWhiteSpace(invariant.Code))
            {
                yield return $"the invariant at {invariant.Place} has an empty code; specify one, such as 'ticket.resolved-at'.";
            }

            if (!states.Contains(invariant.State))
            {
                yield return $"the invariant '{invariant.Code}' at {invariant.Place} applies to the state "
                    + $"'{ValueText.Of(invariant.State)}', which the table does not have; correct the state or remove the invariant.";
            }
        }

        foreach (var same in draft.Invariants.GroupBy(x => (x.State, x.Code)).Where(same => same.Count() > 1))
        {
            yield return $"the state '{ValueText.Of(same.Key.State)}' has the invariant '{same.Key.Code}' at "
                + $"{string.Join(" and ", same.Select(x => x.Place))}; keep one of them, or specify a different code for each.";
        }
    }
}
