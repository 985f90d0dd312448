namespace Integrity.Toolkit;

/// <summary>
/// Says what a save does to an entity.
/// </summary>
public enum EntityOperation
{
    /// <summary>A new row.</summary>
    Create,

    /// <summary>A changed row.</summary>
    Update,

    /// <summary>A row that is physically removed.</summary>
    Delete,

    /// <summary>A row that is marked deleted and kept.</summary>
    SoftDelete,

    /// <summary>A row that was marked deleted and is live again.</summary>
    Restore,
}
