namespace Integrity.Toolkit.SoftDelete.Internal;

internal sealed record SoftDeleteOptions(EnforcementMode? Mode)
{
    public static readonly SoftDeleteOptions Default = new((EnforcementMode?)null);
}
