namespace Integrity.Toolkit.Constraints.Internal;

internal sealed record ConstraintsOptions
{
    public static readonly ConstraintsOptions Default = new();
}
