namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// An entity whose rows are marked as deleted, with time, actor and reason, instead of being deleted.
/// </summary>
/// <remarks>
/// Optional: <c>HasSoftDelete()</c> in the model does the same for a class without a reference to the toolkit. The actor
/// (<c>DeletedBy</c>), the reason (<c>DeletionReason</c>) and the deletion id (<c>DeletionId</c>) are mapped to properties
/// of the entity where they exist, and to shadow properties otherwise.
/// </remarks>
public interface ISoftDeletable
{
    /// <summary>Gets the UTC time of the deletion, or <see langword="null"/> while the row is not deleted.</summary>
    DateTime? DeletedAt { get; }
}
