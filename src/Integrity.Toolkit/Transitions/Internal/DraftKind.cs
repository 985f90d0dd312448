namespace Integrity.Toolkit.Transitions.Internal;

internal enum DraftKind
{
    Permit,
    Reentry,
    Ignore,
}
