namespace Integrity.Toolkit.Versioning.Internal;

internal sealed record VersioningOptions(EnforcementMode? Mode)
{
    public static readonly VersioningOptions Default = new((EnforcementMode?)null);
}
