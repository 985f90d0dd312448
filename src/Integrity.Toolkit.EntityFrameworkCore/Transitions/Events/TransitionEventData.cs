using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The moves of one save, as a <see cref="TransitionSubscriber"/> is told of them.
/// </summary>
public sealed class TransitionEventData
{
    private readonly SaveContext _session;

    internal TransitionEventData(SaveContext save, IReadOnlyList<RecordedTransition> moves)
    {
        _session = save;
        Transitions = moves;
    }

    /// <summary>Gets the context that saves.</summary>
    /// <exception cref="ObjectDisposedException">It has been returned to its pool before its transaction was over.</exception>
    public DbContext Context => _session.OwnContext;

    /// <summary>Gets the moves, in the order in which they are recorded; at least one.</summary>
    public IReadOnlyList<RecordedTransition> Transitions { get; }
}
