namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>What a declaration says of a state, and of a trigger where there is one.</summary>
internal enum DraftKind
{
    Permit,
    Reentry,
    Ignore,
}
