using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// Plans the deletions of one save: permanently deleted rows, kept rows, and entries to restore because their principal is kept.
/// </summary>
internal sealed class DeletePlanner(SaveContext save)
{
    private readonly List<PlannedEntry> _removed = [];
    private readonly Dictionary<PrincipalKey, PlannedEntry> _byKey = [];
    private readonly Dictionary<PlannedEntry, DeleteOutcome> _outcomes = [];
    private readonly Dictionary<PlannedEntry, Guid> _deletionIds = [];

    /// <summary>Entries that are no longer part of the save.</summary>
    private readonly HashSet<PlannedEntry> _dropped = [];

    private enum DeleteOutcome
    {
        Undecided,

        /// <summary>Permanently deleted.</summary>
        Gone,

        /// <summary>Permanently deleted although soft-deletable, because the block is in observe mode.</summary>
        Observed,

        /// <summary>Soft-deletable: marked as deleted and kept.</summary>
        Marked,

        /// <summary>Belongs to a kept row and is not soft-deletable itself: unchanged.</summary>
        Untouched,
    }

    public void Add(PlannedEntry planned)
    {
        _removed.Add(planned);
        foreach (var key in planned.Entry.Metadata.GetKeys())
        {
            _byKey[PrincipalKey.Of(planned.Entry, key)] = planned;
        }
    }

    /// <summary>
    /// Determines the outcome of each deletion, and reverts the edits of rows to be marked as deleted. Later edits are made by
    /// hooks and apply to the row.
    /// </summary>
    public void Classify()
    {
        List<PlannedEntry> marked = [];
        foreach (var planned in _removed)
        {
            var outcome = OutcomeOf(planned);
            planned.IsKept = outcome == DeleteOutcome.Untouched || (outcome == DeleteOutcome.Marked && IsMarked(planned));
            if (outcome == DeleteOutcome.Marked && !planned.IsKept)
            {
                planned.Operation = EntityOperation.SoftDelete;
                marked.Add(planned);
            }
        }

        // Before the edits are reverted, because an edited foreign key determined the cascade.
        marked.ForEach(planned => DeletionId(planned));
        foreach (var planned in marked)
        {
            if (!planned.HasOriginals)
            {
                save.Undo.RestoreAll(planned.Entry);
                planned.HasOriginals = true;
            }
        }
    }

    /// <summary>Returns the live rows to delete permanently that the database requires to be marked as deleted first.</summary>
    public PermanentDeletes Apply()
    {
        var hard = new PermanentDeletes(save);
        var marked = new List<PlannedEntry>();
        foreach (var planned in _removed)
        {
            switch (OutcomeOf(planned))
            {
                case DeleteOutcome.Marked:
                    marked.Add(planned);
                    break;
                case DeleteOutcome.Untouched:
                    PutBack(planned);
                    _dropped.Add(planned);
                    break;
                case DeleteOutcome.Observed:
                    Observe(planned);
                    break;
                case DeleteOutcome.Gone when planned.Plan.Find<SoftDeletePlan>() is { Guarded: true } && !IsMarked(planned):
                    hard.Add(planned);
                    break;
            }
        }

        AddReplacementViolations();
        if (marked.Count > 0)
        {
            // Before the states of the principals change: severed entries find their principal by its deletion.
            Reconnect();
            foreach (var planned in marked)
            {
                Mark(planned, planned.Plan.Find<SoftDeletePlan>()!);
            }
        }

        if (_dropped.Count > 0)
        {
            save.Entries.RemoveAll(_dropped.Contains);
        }

        return hard;
    }

    /// <summary>Rejects new owned data that replaces old data, because it would change a row that must stay unchanged.</summary>
    private void AddReplacementViolations()
    {
        foreach (var planned in save.Entries)
        {
            if (planned.Entry.State == EntityState.Added
                && planned.Plan.Find<SoftDeleteDependentPlan>()?.Links.FirstOrDefault(link => link.IsOwnership) is { } ownership
                && Find(PrincipalKey.OfCurrent(planned.Entry, ownership)) is { } owner
                && OutcomeOf(owner) is DeleteOutcome.Marked or DeleteOutcome.Untouched)
            {
                save.Violations.Add(new IntegrityViolation(
                    SoftDeleteCodes.OwnedReplaced,
                    owner.Plan.Name,
                    $"{planned.Plan.Name} of {owner.Plan.Name} was replaced in the save that deletes the {owner.Plan.Name}, "
                    + "whose row must stay unchanged. Save the replacement before the deletion.",
                    ownership.PrincipalToDependent?.Name,
                    owner.Key()));
            }
        }
    }

    private DeleteOutcome OutcomeOf(PlannedEntry planned)
    {
        if (_outcomes.TryGetValue(planned, out var outcome))
        {
            return outcome;
        }

        // A cycle of cascades returns here: no principal above it decides.
        _outcomes[planned] = DeleteOutcome.Undecided;
        return _outcomes[planned] = Decide(planned);
    }

    private DeleteOutcome Decide(PlannedEntry planned)
    {
        var plan = planned.Plan.Find<SoftDeletePlan>();
        if (save.State.FindMemory<PendingHardDeletes>()?.IsHardDelete(planned.Entry.Entity) == true)
        {
            return DeleteOutcome.Gone;
        }

        // Dependents of a permanently deleted row are deleted with it; otherwise the database would reject the deletion.
        var principals = Principals(planned).Select(OutcomeOf).ToList();
        if (principals.Exists(principal => principal is DeleteOutcome.Gone or DeleteOutcome.Observed))
        {
            return DeleteOutcome.Gone;
        }

        if (plan is not null)
        {
            return plan.Mode == EnforcementMode.Enforce ? DeleteOutcome.Marked : DeleteOutcome.Observed;
        }

        return principals.Exists(principal => principal is DeleteOutcome.Marked or DeleteOutcome.Untouched) ? DeleteOutcome.Untouched : DeleteOutcome.Gone;
    }

    private void Observe(PlannedEntry planned)
        => save.Violations.Add(planned.Plan.Find<SoftDeletePlan>()!, new IntegrityViolation(
            SoftDeleteCodes.HardDelete,
            planned.Plan.Name,
            $"A row of {planned.Plan.Name} is permanently deleted. In enforce mode, it would be kept.",
            key: planned.Key()));

    /// <summary>Whether the row was deleted before: the time, actor and reason of the first deletion are kept.</summary>
    private static bool IsMarked(PlannedEntry planned)
        => planned.Entry.Property(planned.Plan.Find<SoftDeletePlan>()!.At).OriginalValue is not null;

    private IEnumerable<PlannedEntry> Principals(PlannedEntry dependent)
    {
        foreach (var link in dependent.Plan.Find<SoftDeleteDependentPlan>()?.Links ?? [])
        {
            if (!SoftDeleteDependents.Cascades(link))
            {
                continue;
            }

            // An entry whose principal changed is deleted with its new principal.
            var (now, before) = (Find(PrincipalKey.OfCurrent(dependent.Entry, link)), Find(PrincipalKey.Of(dependent.Entry, link)));
            if (now is not null && now != dependent)
            {
                yield return now;
            }

            if (before is not null && before != dependent && before != now)
            {
                yield return before;
            }
        }
    }

    private PlannedEntry? Find(PrincipalKey key) => _byKey.GetValueOrDefault(key);

    private void Mark(PlannedEntry planned, SoftDeletePlan plan)
    {
        var entry = planned.Entry;
        PutBack(planned);
        if (IsMarked(planned))
        {
            _dropped.Add(planned);
            return;
        }

        save.AddViolationIfActorMissing(plan, planned);
        planned.Operation = EntityOperation.SoftDelete;
        save.Undo.Set(entry, plan.At, plan.Stamp(save.Now));
        save.Undo.Set(entry, plan.By, save.Actor.Id);
        save.Undo.Set(entry, plan.Reason, save.Reason);
        save.Undo.Set(entry, plan.Id, DeletionId(planned));
    }

    /// <summary>Reverts edits of a row that is deleted in the same save.</summary>
    private void PutBack(PlannedEntry planned)
    {
        if (!planned.HasOriginals)
        {
            save.Undo.RestoreAll(planned.Entry);
        }

        save.Undo.SetState(planned.Entry, EntityState.Unchanged, detect: planned.HasOriginals && save.IsRefreshed);
    }

    /// <summary>Returns the deletion id: rows of the same deletion share it, and separate deletions never do.</summary>
    private Guid DeletionId(PlannedEntry planned)
    {
        if (!_deletionIds.TryGetValue(planned, out var id))
        {
            _deletionIds[planned] = id = Guid.CreateVersion7();
            foreach (var principal in Principals(planned))
            {
                if (_outcomes[principal] is DeleteOutcome.Marked or DeleteOutcome.Untouched)
                {
                    _deletionIds[planned] = id = DeletionId(principal);
                    break;
                }
            }
        }

        return id;
    }

    /// <summary>Restores optional foreign keys that EF Core set to null when their principal was deleted.</summary>
    private void Reconnect()
    {
        foreach (var planned in save.Entries)
        {
            if (planned.Entry.State != EntityState.Modified)
            {
                continue;
            }

            foreach (var link in planned.Plan.Find<SoftDeleteDependentPlan>()?.Links ?? [])
            {
                if (link.Properties.Any(property => planned.Entry.Property(property).CurrentValue is null)
                    && _byKey.TryGetValue(PrincipalKey.Of(planned.Entry, link), out var principal)
                    && _outcomes[principal] is DeleteOutcome.Marked or DeleteOutcome.Untouched)
                {
                    foreach (var property in link.Properties)
                    {
                        save.Undo.Restore(planned.Entry, property);
                    }
                }
            }
        }

        // Entries that only lost their principal are no longer part of the save.
        save.Entries.RemoveAll(planned => planned.Entry.State == EntityState.Unchanged);
    }
}
