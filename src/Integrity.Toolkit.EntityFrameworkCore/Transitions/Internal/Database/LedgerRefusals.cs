namespace Integrity.Toolkit.Transitions;

/// <summary>The words for what a ledger refuses.</summary>
internal static class LedgerRefusals
{
    public static Refusal Of(string code, string entity, string status, ITransitionTable table, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            refusal => code switch
            {
                StatusGuard.NotInitial =>
                    $"{refusal.Entity}.{status} begins only as {string.Join(" or ", table.InitialStates.Select(table.Text))}.",
                StatusGuard.NotPermitted => $"{refusal.Entity}.{status} moves only along the table '{table.Name}', and its history tells "
                    + "of no other move.",
                LedgerGuard.Chain => $"The transition history of {refusal.Entity} begins with the row that it belongs to, and goes on where "
                    + "it ended: a new row takes the next sequence, and starts from the last state.",
                _ => $"{refusal.Entity}.{status} and its transition history move together: the history row is written first, and then the "
                    + "status with the sequence of that row.",
            },
            RefusalPath.Parse(status),
            key);
}
