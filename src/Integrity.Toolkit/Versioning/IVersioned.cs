namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Marks an entity whose every change moves a version by one, so that no writer overwrites another unseen.
/// </summary>
/// <remarks>
/// Optional: <c>HasVersion()</c> in the model does the same for a class that must not know the toolkit.
/// </remarks>
public interface IVersioned
{
    /// <summary>Gets the version: 1 once inserted, one more with every change. Written by the toolkit only.</summary>
    int Version { get; }
}
