namespace Integrity.Toolkit.Constraints;

internal sealed record ConstraintsOptions
{
    public static readonly ConstraintsOptions Default = new();
}
