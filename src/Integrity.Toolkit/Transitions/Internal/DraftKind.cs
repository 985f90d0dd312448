namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The kind of a declaration.</summary>
internal enum DraftKind
{
    Permit,
    Reentry,
    Ignore,
}
