using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <summary>An owned type: its changes move the version of its owner.</summary>
internal sealed record VersionOwnedPlan(IForeignKey Ownership)
    : BlockPlan(VersioningConvention.BlockName, IntegrityMode.Enforce)
{
    public override bool GuardsSetBased => false;

    public override bool IsReported => false;
}
