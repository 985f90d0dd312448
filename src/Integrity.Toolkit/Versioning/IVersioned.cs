namespace Integrity.Toolkit.Versioning;

/// <summary>
/// An entity whose version increases by one with every change, so that concurrent updates do not overwrite each other unnoticed.
/// </summary>
/// <remarks>
/// Optional: <c>HasVersion()</c> in the model does the same for a class without a reference to the toolkit.
/// </remarks>
public interface IVersioned
{
    /// <summary>Gets the version: 1 after the insert, increased by one with every change. Set only by the toolkit.</summary>
    int Version { get; }
}
