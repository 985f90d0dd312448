namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Marks an entity whose rows are kept, with when, who and why, instead of being deleted.
/// </summary>
/// <remarks>
/// Optional: <c>HasSoftDelete()</c> in the model does the same for a class that must not know the toolkit. Who
/// (<c>DeletedBy</c>), why (<c>DeletionReason</c>) and the deletion's id (<c>DeletionId</c>) are properties of the entity
/// where it has them, and shadow properties otherwise.
/// </remarks>
public interface ISoftDeletable
{
    /// <summary>Gets the time of the deletion in UTC, or <see langword="null"/> while the row is live.</summary>
    DateTime? DeletedAt { get; }
}
