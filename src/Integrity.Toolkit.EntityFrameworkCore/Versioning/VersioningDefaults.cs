namespace Integrity.Toolkit.Versioning;

/// <summary>
/// The names that versioning adds to a model.
/// </summary>
public static class VersioningDefaults
{
    /// <summary>The name of the property for the version.</summary>
    public const string Version = nameof(Version);
}
