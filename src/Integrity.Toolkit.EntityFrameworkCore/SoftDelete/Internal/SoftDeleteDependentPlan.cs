using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// A type that EF Core changes when a principal is deleted, and that must be restored when the principal's row is kept: owned
/// types, many-to-many rows and dependents of every kind. Also the principals of hard cascades.
/// </summary>
internal sealed record SoftDeleteDependentPlan(IReadOnlyList<IForeignKey> Links)
    : BlockPlan(SoftDeleteConvention.BlockName, EnforcementMode.Enforce)
{
    public override bool GuardsSetBased => false;

    public override bool IsReported => false;
}
