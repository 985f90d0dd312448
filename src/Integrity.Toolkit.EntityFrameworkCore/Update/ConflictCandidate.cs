using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Update;

/// <summary>
/// A row to read again after a failed save, and how to judge it.
/// </summary>
/// <param name="Entry">The entry whose row is read.</param>
/// <param name="Judge">Given the row: the conflict, or null when there is none.</param>
internal sealed record ConflictCandidate(
    EntityEntry Entry,
    Func<ConflictCollector.Row, (IntegrityConflict Conflict, IntegrityViolation Refusal)?> Judge);
