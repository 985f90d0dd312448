namespace Integrity.Toolkit.Transitions.Internal;

internal enum BehaviourKind
{
    /// <summary>A transition to another state. Fired in a substate that is the destination, it has no effect.</summary>
    Permit,

    /// <summary>Leaves the state and enters it again. Fired in a substate, it is a transition to the configured state.</summary>
    Reentry,

    /// <summary>Ignored or internal: the state does not change.</summary>
    Stay,

    /// <summary>Chooses its destination when it is fired.</summary>
    Dynamic,
}
