using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Transitions;

/// <summary>The state each entity has at the end of its history in one save, and the moves that were asked for.</summary>
internal sealed class WrittenMoves(SaveSession session)
{
    public SaveSession Session => session;

    public Dictionary<object, (object? State, IReadOnlyList<PendingMove> Moves)> Entities { get; } =
        new(ReferenceEqualityComparer.Instance);
}
