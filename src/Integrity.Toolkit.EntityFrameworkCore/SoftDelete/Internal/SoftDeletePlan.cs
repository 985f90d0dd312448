using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>How rows of a soft-deletable type are marked.</summary>
internal sealed record SoftDeletePlan(
    EnforcementMode Mode,
    IProperty At,
    IProperty By,
    IProperty Reason,
    IProperty Id,
    bool Guarded,
    IReadOnlyList<IProperty> UniqueMembers) : BlockPlan(SoftDeleteConvention.BlockName, Mode)
{
    /// <summary>The deletion's time in the type of the property.</summary>
    public object Stamp(DateTime utc)
        => At.ClrType == typeof(DateTimeOffset?) ? new DateTimeOffset(utc) : (object)utc;

    /// <summary>The plan of a type in every mode: while the block is off, deleted rows can still be found and restored.</summary>
    public static SoftDeletePlan? Find(IEntityType entityType)
        => ModelPlan.FindDeclared<SoftDeletePlan>(entityType);
}
