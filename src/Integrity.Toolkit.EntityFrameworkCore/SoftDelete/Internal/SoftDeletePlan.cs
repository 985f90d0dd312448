using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>The deletion columns of a soft-deletable type.</summary>
internal sealed record SoftDeletePlan(
    EnforcementMode Mode,
    IProperty At,
    IProperty By,
    IProperty Reason,
    IProperty Id,
    bool Guarded,
    IReadOnlyList<IProperty> UniqueMembers) : BlockPlan(SoftDeleteConvention.BlockName, Mode)
{
    /// <summary>Returns the time of a deletion in the type of the property.</summary>
    public object Stamp(DateTime utc)
        => At.ClrType == typeof(DateTimeOffset?) ? new DateTimeOffset(utc) : (object)utc;

    /// <summary>
    /// Returns the plan of a type in every mode: deleted rows can be found and restored while the block is off.
    /// </summary>
    public static SoftDeletePlan? Find(IEntityType entityType)
        => ModelPlan.FindDeclared<SoftDeletePlan>(entityType);
}
