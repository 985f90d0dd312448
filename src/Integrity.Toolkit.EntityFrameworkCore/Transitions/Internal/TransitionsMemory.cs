namespace Integrity.Toolkit.Transitions;

/// <summary>
/// What transitions remember for one context: moves that wait for their save, and entities whose save was rolled back, so
/// that the context no longer knows their rows.
/// </summary>
internal sealed class TransitionsMemory
{
    public Dictionary<object, List<PendingMove>> Pending { get; } = new(ReferenceEqualityComparer.Instance);

    public HashSet<object> Stale { get; } = new(ReferenceEqualityComparer.Instance);

    public void Add(object entity, PendingMove move)
    {
        if (!Pending.TryGetValue(entity, out var moves))
        {
            Pending[entity] = moves = [];
        }

        moves.Add(move);
    }
}
