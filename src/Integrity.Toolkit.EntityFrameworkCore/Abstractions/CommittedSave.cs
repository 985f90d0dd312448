namespace Integrity.Toolkit;

/// <summary>
/// A save whose transaction is committed.
/// </summary>
public sealed class CommittedSave
{
    internal CommittedSave(IReadOnlyList<CommittedChange> changes, Actor actor)
    {
        Changes = changes;
        Actor = actor;
    }

    /// <summary>Gets the changes of entity types with an enabled block, in the order of the save.</summary>
    public IReadOnlyList<CommittedChange> Changes { get; }

    /// <summary>Gets the actor of the changes.</summary>
    public Actor Actor { get; }
}

