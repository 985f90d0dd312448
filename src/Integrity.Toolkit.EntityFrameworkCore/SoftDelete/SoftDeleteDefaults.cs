using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// The names that soft delete adds to a model.
/// </summary>
public static class SoftDeleteDefaults
{
    /// <summary>The name of the query filter that hides deleted rows.</summary>
    public const string FilterName = ToolkitQueryFilters.SoftDelete;

    /// <summary>
    /// The name that is assigned to an unnamed filter, because EF Core does not allow named and unnamed filters on one entity
    /// type.
    /// </summary>
    public const string UnnamedFilterName = "Integrity.Unnamed";

    /// <summary>The name of the property for the time of the deletion.</summary>
    public const string DeletedAt = nameof(DeletedAt);

    /// <summary>The name of the property for the actor of the deletion.</summary>
    public const string DeletedBy = nameof(DeletedBy);

    /// <summary>The name of the property for the reason of the deletion.</summary>
    public const string DeletionReason = nameof(DeletionReason);

    /// <summary>The name of the property for the deletion id, which rows that are deleted together share.</summary>
    public const string DeletionId = nameof(DeletionId);
}
