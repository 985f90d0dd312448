using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The state each entity has at the end of its history in one save, and the moves that were asked for.</summary>
internal sealed class SavedTransitions(SaveContext save)
{
    public SaveContext Save => save;

    public Dictionary<object, (object? State, IReadOnlyList<PendingTransition> Moves)> Entities { get; } =
        new(ReferenceEqualityComparer.Instance);
}
