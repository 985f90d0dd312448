namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>The settings of <c>HasVersion</c>.</summary>
internal sealed record VersionDeclaration
{
    public string Property { get; init; } = VersioningDefaults.Version;

    public EnforcementMode? Mode { get; init; }

    public bool Guarded { get; init; }

    /// <summary>The members that the guard does not watch.</summary>
    public IReadOnlyList<string> Unwatched { get; init; } = [];
}
