namespace Integrity.Toolkit.SoftDelete.Internal;

internal sealed record SoftDeleteOptions(IntegrityMode? Mode)
{
    public static readonly SoftDeleteOptions Default = new((IntegrityMode?)null);
}
