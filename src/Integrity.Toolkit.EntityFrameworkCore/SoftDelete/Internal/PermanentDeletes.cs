using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// The live rows that one save deletes permanently although the database is guarded: they are marked as deleted first.
/// </summary>
internal sealed class PermanentDeletes(SaveContext save)
{
    private readonly List<PlannedEntry> _live = [];
    private readonly List<(EntityEntry Entry, IProperty Token, object? Loaded)> _moved = [];
    private readonly Guid _deletionId = Guid.CreateVersion7();

    public SaveContext Save => save;

    public bool IsEmpty => _live.Count == 0;

    public void Add(PlannedEntry planned)
    {
        // An entity that is added again under the same key is not deleted.
        if (!save.Entries.Exists(other => other.Replaced is { } replaced && replaced.Entity == planned.Entry.Entity))
        {
            _live.Add(planned);
        }
    }

    /// <summary>Rejects a save without a transaction, where a row could be marked as deleted without being deleted.</summary>
    public void AddViolationIfNoTransaction()
    {
        var database = save.Context.Database;
        if (!IsEmpty
            && database.AutoTransactionBehavior == AutoTransactionBehavior.Never
            && database.CurrentTransaction is null
            && AmbientTransaction.Of(save.Context) is null)
        {
            save.Violations.Add(new IntegrityViolation(
                SoftDeleteCodes.NoTransaction,
                _live[0].Plan.Name,
                $"{_live[0].Plan.Name} is guarded in the database, so a permanently deleted row is marked as deleted first, in "
                + "the same transaction, but AutoTransactionBehavior.Never saves without one. Begin a transaction, or use "
                + "another AutoTransactionBehavior.",
                key: _live[0].Key()));
        }
    }

    public async ValueTask MarkAsync(bool async, CancellationToken cancellationToken)
    {
        TakeBack();
        foreach (var planned in _live)
        {
            var (entry, plan) = (planned.Entry, planned.Plan.Find<SoftDeletePlan>()!);
            var row = new PreDeleteMarkCommand(entry, plan);
            var marked = await row.MarkAsync(
                [
                    (plan.At, plan.Stamp(save.Now)),
                    (plan.By, save.Actor.Id),
                    (plan.Reason, save.Reason),
                    (plan.Id, _deletionId),
                ],
                async,
                cancellationToken).ConfigureAwait(false);
            if (!marked || row.MovedTokens.Count == 0)
            {
                // Another writer was first: EF Core's own statement detects and reports it.
                continue;
            }

            var values = await row.ReadTokensAsync(async, cancellationToken).ConfigureAwait(false);
            foreach (var (token, value) in row.MovedTokens.Zip(values))
            {
                var member = entry.Property(token);
                _moved.Add((entry, token, member.OriginalValue));
                member.OriginalValue = value;
            }
        }
    }

    /// <summary>Restores the tokens of the rows when nothing was written.</summary>
    public void TakeBack()
    {
        foreach (var (entry, token, loaded) in _moved)
        {
            if (entry.State != EntityState.Detached)
            {
                entry.Property(token).OriginalValue = loaded;
            }
        }

        _moved.Clear();
    }
}
