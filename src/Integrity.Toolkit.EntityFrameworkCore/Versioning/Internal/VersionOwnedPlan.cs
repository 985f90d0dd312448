using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <summary>An owned type: its changes move the version of its owner.</summary>
internal sealed record VersionOwnedPlan(IntegrityMode Mode, IForeignKey Ownership)
    : BlockPlan(VersioningConvention.BlockName, Mode)
{
    public override bool GuardsSetBased => false;

    public override bool IsReported => false;
}
