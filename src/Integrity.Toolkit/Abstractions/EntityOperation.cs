namespace Integrity.Toolkit;

/// <summary>
/// The operation that a save performs on an entity.
/// </summary>
public enum EntityOperation
{
    /// <summary>A row is inserted.</summary>
    Create,

    /// <summary>A row is updated.</summary>
    Update,

    /// <summary>A row is permanently deleted.</summary>
    Delete,

    /// <summary>A row is marked as deleted and kept.</summary>
    SoftDelete,

    /// <summary>A row that was marked as deleted is restored.</summary>
    Restore,
}
