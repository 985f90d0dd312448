using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>The version property of a type.</summary>
internal sealed record VersionPlan(EnforcementMode Mode, IProperty Version)
    : BlockPlan(VersioningConvention.BlockName, Mode)
{
    public override IEnumerable<ConcurrencyColumn> Along => [new ConcurrencyColumn(Version, column => $"{column} + 1")];

    /// <summary>Returns the next version in the type of the property, or null if the maximum is reached.</summary>
    public static object? After(object? version) => version switch
    {
        int.MaxValue or long.MaxValue => null,
        int number => number + 1,
        long number => number + 1,
        _ => null,
    };

    // Without the casts, both branches would be a long.
    public object First => Version.ClrType == typeof(int) ? (object)1 : 1L;

    public object Zero => Version.ClrType == typeof(int) ? (object)0 : 0L;
}
