namespace Integrity.Toolkit.Versioning;

/// <summary>
/// The names that versioning gives to what it adds to a model.
/// </summary>
public static class VersioningDefaults
{
    /// <summary>The property that holds the version.</summary>
    public const string Version = nameof(Version);
}
