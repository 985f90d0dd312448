namespace Integrity.Toolkit.Versioning;

/// <summary>What HasVersion said.</summary>
internal sealed record VersionDeclaration
{
    public string Property { get; init; } = VersioningDefaults.Version;

    public IntegrityMode? Mode { get; init; }
}
