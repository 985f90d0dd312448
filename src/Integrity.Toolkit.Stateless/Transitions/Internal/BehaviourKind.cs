namespace Integrity.Toolkit.Transitions.Internal;

internal enum BehaviourKind
{
    /// <summary>Goes to another state; from a substate that is this state, nothing happens.</summary>
    Permit,

    /// <summary>Leaves the state and enters it again; from a substate, goes to the configured state.</summary>
    Reentry,

    /// <summary>Ignored, or internal: the state stays.</summary>
    Stay,

    /// <summary>Chooses its destination when it is fired.</summary>
    Dynamic,
}
