using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One move of one entity, with its history row.
/// </summary>
public sealed class RecordedTransition
{
    private readonly TransitionEvent _move;

    internal RecordedTransition(TransitionEvent move)
    {
        _move = move;
        EntityName = move.Entry.Metadata.ShortName();
        Key = PlannedEntry.KeyOf(move.Entry);
    }

    /// <summary>Gets the entity, as it is now.</summary>
    public object Entity => _move.Entry.Entity;

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string EntityName { get; }

    /// <summary>
    /// Gets the values of the primary key, in its order; <see langword="null"/> for what the database makes, until it is written.
    /// </summary>
    public IReadOnlyList<object?> Key { get; private set; }

    /// <summary>Gets the history row: from where, to where, by which trigger, and who, when and why.</summary>
    public TransitionRecord Record => _move.Record;

    /// <summary>The entity is written, and the context may come to track another one in its place.</summary>
    internal void KeepKey() => Key = PlannedEntry.KeyOf(_move.Entry);
}
