namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>
/// The entities of one context with a version conflict, whose versions the caller may set to resolve it.
/// </summary>
internal sealed class VersionConflictTracker
{
    public HashSet<object> InConflict { get; } = new(ReferenceEqualityComparer.Instance);
}
