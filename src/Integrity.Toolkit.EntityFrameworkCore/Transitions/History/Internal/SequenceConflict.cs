using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Two writers that move a status at once both want the next place in its history; the key lets one of them have it.
/// </summary>
internal static class SequenceConflict
{
    public static IEnumerable<ConflictCandidate> Candidates(SaveContext save, DbUpdateException failure)
    {
        // Whether the row is there is asked of the database afterwards: no provider's error codes are needed.
        var failed = failure.Entries.Select(entry => entry.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
        return failure is DbUpdateConcurrencyException
            ? []
            : save.Rows
                .Where(row => row.State == EntityState.Added && !KeyReuseCheck.Concerns(row) && (failed.Count == 0 || failed.Contains(row.Entity)))
                .Select(row => new ConflictCandidate(row, found => found.Values is null ? null : Describe(row)));
    }

    private static (IntegrityConflict Conflict, IntegrityViolation Refusal) Describe(EntityEntry row)
    {
        var (owner, key) = ModelPlan.Of(row.Context.Model).Find<HistoryPlan>(row.Metadata)!.OwnerOf(row);
        var sequence = ((TransitionRecord)row.Entity).Sequence;
        return (
            new IntegrityConflict(owner, key, nameof(TransitionRecord.Sequence), sequence - 1, sequence),
            new IntegrityViolation(
                TransitionCodes.Conflict,
                owner,
                $"The status of {owner} was to be moved from step {sequence - 1} of its history, but another writer has moved "
                + "it already. Nothing was written: reload it and try again.",
                key: key,
                arguments: new Dictionary<string, object?> { ["expected"] = sequence - 1, ["actual"] = sequence }));
    }
}
