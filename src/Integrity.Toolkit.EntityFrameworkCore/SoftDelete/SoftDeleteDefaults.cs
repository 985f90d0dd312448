using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// The names that soft delete gives to what it adds to a model.
/// </summary>
public static class SoftDeleteDefaults
{
    /// <summary>The name of the query filter that hides deleted rows.</summary>
    public const string FilterName = ToolkitQueryFilters.SoftDelete;

    /// <summary>
    /// The name that a filter without one is kept under, because EF Core does not allow filters with and without a name on
    /// one entity type.
    /// </summary>
    public const string UnnamedFilterName = "Integrity.Unnamed";

    /// <summary>The property for when a row was deleted.</summary>
    public const string DeletedAt = nameof(DeletedAt);

    /// <summary>The property for who deleted a row.</summary>
    public const string DeletedBy = nameof(DeletedBy);

    /// <summary>The property for why a row was deleted.</summary>
    public const string DeletionReason = nameof(DeletionReason);

    /// <summary>The property that rows share which were deleted together.</summary>
    public const string DeletionId = nameof(DeletionId);
}
