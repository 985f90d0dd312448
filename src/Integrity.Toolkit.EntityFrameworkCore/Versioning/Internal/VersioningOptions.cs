namespace Integrity.Toolkit.Versioning;

internal sealed record VersioningOptions(IntegrityMode? Mode)
{
    public static readonly VersioningOptions Default = new((IntegrityMode?)null);
}
