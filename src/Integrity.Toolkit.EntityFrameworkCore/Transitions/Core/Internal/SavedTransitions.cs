using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The state in which the history of each entity ends in one save, and the requested transitions.</summary>
internal sealed class SavedTransitions(SaveContext save)
{
    public SaveContext Save => save;

    public Dictionary<object, (object? State, IReadOnlyList<PendingTransition> Moves)> Entities { get; } =
        new(ReferenceEqualityComparer.Instance);
}
