namespace Integrity.Toolkit.Transitions.Internal;

internal enum EdgeKind
{
    Permit,
    Reentry,
    Ignore,
}
