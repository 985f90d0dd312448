using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The transitions of one save, for a <see cref="TransitionSubscriber"/>.
/// </summary>
public sealed class TransitionEventData
{
    private readonly SaveContext _save;

    internal TransitionEventData(SaveContext save, IReadOnlyList<RecordedTransition> transitions)
    {
        _save = save;
        Transitions = transitions;
    }

    /// <summary>Gets the context of the save.</summary>
    /// <exception cref="ObjectDisposedException">The context was returned to its pool before its transaction ended.</exception>
    public DbContext Context => _save.OwnContext;

    /// <summary>Gets the transitions in the order in which they are recorded; at least one.</summary>
    public IReadOnlyList<RecordedTransition> Transitions { get; }
}
