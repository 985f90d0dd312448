using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Detects two writers that change a status at the same time: both insert the next history row, and the key only permits one.
/// </summary>
internal static class SequenceConflict
{
    public static IEnumerable<ConflictCandidate> Candidates(SaveContext save, DbUpdateException failure)
    {
        // The database is queried for the row afterwards, so that no error codes of a provider are required.
        var failed = failure.Entries.Select(entry => entry.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
        return failure is DbUpdateConcurrencyException
            ? []
            : save.Rows
                .Where(row => row.State == EntityState.Added
                    && !KeyReuseCheck.Concerns(row)
                    && (failed.Count == 0 || failed.Contains(row.Entity)))
                .Select(row => new ConflictCandidate(row, found => found.Values is null ? null : Describe(row)));
    }

    private static (IntegrityConflict Conflict, IntegrityViolation Violation) Describe(EntityEntry row)
    {
        var (owner, key) = ModelPlan.Of(row.Context.Model).Find<HistoryPlan>(row.Metadata)!.OwnerOf(row);
        var sequence = ((TransitionRecord)row.Entity).Sequence;
        return (
            new IntegrityConflict(owner, key, nameof(TransitionRecord.Sequence), sequence - 1, sequence),
            new IntegrityViolation(
                TransitionCodes.Conflict,
                owner,
                $"The status of {owner} is expected at sequence {sequence - 1} of its history, but another writer has changed "
                + "it. Nothing was written. Reload the entity and try again.",
                key: key,
                arguments: new Dictionary<string, object?> { ["expected"] = sequence - 1, ["actual"] = sequence }));
    }
}
