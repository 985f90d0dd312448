namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>The settings of <c>HasSoftDelete</c>.</summary>
internal sealed record SoftDeleteDeclaration
{
    public string DeletedAt { get; init; } = SoftDeleteDefaults.DeletedAt;

    public EnforcementMode? Mode { get; init; }

    public bool HardCascadeAllowed { get; init; }

    public bool Guarded { get; init; }

    public bool UniqueAmongLive { get; init; }
}
