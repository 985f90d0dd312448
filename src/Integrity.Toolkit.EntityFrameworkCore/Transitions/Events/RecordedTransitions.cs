using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The moves of one save, as a <see cref="TransitionSubscriber"/> is told of them.
/// </summary>
public sealed class RecordedTransitions
{
    private readonly SaveContext _session;

    internal RecordedTransitions(SaveContext save, IReadOnlyList<RecordedTransition> moves)
    {
        _session = save;
        Moves = moves;
    }

    /// <summary>Gets the context that saves.</summary>
    /// <exception cref="ObjectDisposedException">It has been returned to its pool before its transaction was over.</exception>
    public DbContext Context => _session.OwnContext;

    /// <summary>Gets the moves, in the order in which they are recorded; at least one.</summary>
    public IReadOnlyList<RecordedTransition> Moves { get; }
}
