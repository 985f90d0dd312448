using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Update;

/// <summary>
/// A row to read again after a failed save, and its evaluation.
/// </summary>
/// <param name="Entry">The entry whose row is read.</param>
/// <param name="Evaluate">Returns the conflict for the row, or null if there is none.</param>
internal sealed record ConflictCandidate(
    EntityEntry Entry,
    Func<ConflictCollector.Row, (IntegrityConflict Conflict, IntegrityViolation Violation)?> Evaluate);
