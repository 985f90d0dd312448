namespace Integrity.Toolkit.Versioning.Internal;

internal sealed record VersioningOptions(IntegrityMode? Mode)
{
    public static readonly VersioningOptions Default = new((IntegrityMode?)null);
}
