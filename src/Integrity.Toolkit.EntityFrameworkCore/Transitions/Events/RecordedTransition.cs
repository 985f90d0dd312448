using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One transition of one entity, with its history row.
/// </summary>
public sealed class RecordedTransition
{
    private readonly TransitionEvent _transition;

    internal RecordedTransition(TransitionEvent transition)
    {
        _transition = transition;
        EntityName = transition.Entry.Metadata.ShortName();
        Key = PlannedEntry.KeyOf(transition.Entry);
    }

    /// <summary>Gets the entity with its current values.</summary>
    public object Entity => _transition.Entry.Entity;

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string EntityName { get; }

    /// <summary>
    /// Gets the values of the primary key, in its order. A value that the database generates is <see langword="null"/> until the
    /// entity is written.
    /// </summary>
    public IReadOnlyList<object?> Key { get; private set; }

    /// <summary>Gets the history row: the states, the trigger, the actor, the time and the reason.</summary>
    public TransitionRecord Record => _transition.Record;

    /// <summary>Reads the key of the written entity, before the context tracks another one in its place.</summary>
    internal void KeepKey() => Key = PlannedEntry.KeyOf(_transition.Entry);
}
