namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>
/// What versioning remembers for one context: entities in conflict, whose versions the caller may set to resolve it.
/// </summary>
internal sealed class VersionConflictTracker
{
    public HashSet<object> InConflict { get; } = new(ReferenceEqualityComparer.Instance);
}
