using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Compares visited objects by reference, together with their rules.</summary>
internal sealed class VisitComparer : IEqualityComparer<(EntityRules Rules, object Entity)>
{
    public static readonly VisitComparer Instance = new();

    public bool Equals((EntityRules Rules, object Entity) x, (EntityRules Rules, object Entity) y)
        => ReferenceEquals(x.Rules, y.Rules) && ReferenceEquals(x.Entity, y.Entity);

    public int GetHashCode((EntityRules Rules, object Entity) visit)
        => HashCode.Combine(RuntimeHelpers.GetHashCode(visit.Rules), RuntimeHelpers.GetHashCode(visit.Entity));
}
