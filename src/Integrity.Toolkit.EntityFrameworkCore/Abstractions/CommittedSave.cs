namespace Integrity.Toolkit;

/// <summary>
/// Describes a save whose transaction has been committed.
/// </summary>
public sealed class CommittedSave
{
    internal CommittedSave(IReadOnlyList<CommittedChange> changes, Actor actor)
    {
        Changes = changes;
        Actor = actor;
    }

    /// <summary>Gets the changes of entity types that have a block switched on, in the order of the save.</summary>
    public IReadOnlyList<CommittedChange> Changes { get; }

    /// <summary>Gets who made them.</summary>
    public Actor Actor { get; }
}

