using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Update;

/// <summary>
/// One call of SaveChanges: what it found, what it did to the tracked entities, and what it refused.
/// </summary>
internal sealed class SaveContext(
    DbContext context,
    ContextState state,
    SaveStage[] stages,
    List<PlannedEntry> entries)
{
    private readonly List<EntityEntry> _rows = [];
    private readonly Dictionary<object, PropertyValues?> _databaseRows = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlannedEntry> _left = [];
    private List<UndoEntry>? _steps;
    private List<object>? _kept;
    private List<EntityEntry>? _wanted;
    private List<Refusal>? _refusals;
    private readonly int _lease = state.Lease;
    private OwnedChanges? _owned;
    private GeneratedKeys? _madeKeys;
    private DateTime? _now;
    private Actor? _actor;
    private (bool IsKnown, string? Id) _correlation;

    public DbContext Context => context;

    /// <summary>The context for code of the application, as long as it is the one that saved.</summary>
    /// <exception cref="ObjectDisposedException">It was returned to its pool, and may be somebody else's.</exception>
    public DbContext OwnContext => _lease == state.Lease
        ? context
        : throw new ObjectDisposedException(
            context.GetType().Name,
            "The context that saved has been returned to its pool and may be in use elsewhere. Take another one, or dispose of it "
            + "after its transaction is over.");

    public ContextState State => state;

    public List<PlannedEntry> Entries => entries;

    /// <summary>The SQL was sent and succeeded.</summary>
    public bool Executed { get; set; }

    /// <summary>SaveChanges was successful; its transaction may still be open.</summary>
    public bool IsSaved { get; set; }

    public DateTime Now => _now ??= state.UtcNow();

    public Actor Actor => _actor ??= state.CurrentActor();

    public string? Reason { get; } = state.Acting.Reason;

    public string? CorrelationId
        => (_correlation.IsKnown ? _correlation : _correlation = (true, state.CurrentCorrelation())).Id;

    /// <summary>The owned parts that are changed, as they were when they were first asked for since <see cref="LookAgain"/>.</summary>
    public OwnedChanges Owned => _owned ??= new OwnedChanges(entries);

    /// <summary>Rows that the stages added, such as history.</summary>
    public IReadOnlyList<EntityEntry> Rows => _rows;

    public bool IsAccepted
    {
        get
        {
            foreach (var row in _rows)
            {
                return row.State is not (EntityState.Added or EntityState.Deleted);
            }

            foreach (var step in _steps ?? [])
            {
                if (step.Accepted is { } accepted)
                {
                    return accepted;
                }
            }

            return true;
        }
    }

    /// <summary>Most sessions take no step at all, or one for each entry.</summary>
    private List<UndoEntry> Steps => _steps ??= new(entries.Count);

    public void Set(EntityEntry entry, IProperty property, object? value)
        => Steps.Add(ChangedEntries.Set(entry, property, value));

    /// <summary>Sets the state of an entry, and sees what code of the application has changed in it where that is meant.</summary>
    public void SetState(EntityEntry entry, EntityState newState, bool detect = false)
    {
        var before = entry.State;
        entry.State = newState;
        if (detect)
        {
            entry.DetectChanges();
        }

        Steps.Add(UndoEntry.OfState(entry, before));
    }

    /// <summary>Takes a property back to its original value, and out of the update.</summary>
    public void Restore(EntityEntry entry, IProperty property)
    {
        var member = entry.Property(property);
        var (before, wasModified, stateBefore) = (member.CurrentValue, member.IsModified, entry.State);
        member.IsModified = false;
        Steps.Add(new UndoEntry(
            entry, property, before, member.OriginalValue, member.CurrentValue, wasModified, stateBefore, entry.State));
    }

    /// <summary>Takes what the row holds for what was loaded; the current value follows where nobody else sets it.</summary>
    public void Learn(EntityEntry entry, IProperty property, object? stored, bool isCurrent)
    {
        var member = entry.Property(property);
        var (before, current, wasModified, stateBefore) =
            (member.OriginalValue, member.CurrentValue, member.IsModified, entry.State);
        member.OriginalValue = stored;
        if (isCurrent)
        {
            member.CurrentValue = stored;
        }

        Steps.Add(new UndoEntry(
            entry, property, current, stored, member.CurrentValue, wasModified, stateBefore, entry.State)
        {
            OriginalBefore = before,
            IsLearned = true,
        });
    }

    /// <summary>Remembers a change that the caller made to an entry's values, to be taken back with the rest.</summary>
    public void SetOriginals(EntityEntry entry)
    {
        if (!CurrentValues.AreEdited(entry))
        {
            return;
        }

        var edited = entry.CurrentValues.Clone();
        CurrentValues.Set(entry, entry.OriginalValues);
        Steps.Add(new UndoEntry(entry, null, edited, null, null, WasModified: false, entry.State, entry.State));
    }

    public void AddRow(EntityEntry row) => _rows.Add(row);

    public void WantRow(EntityEntry entry) => (_wanted ??= []).Add(entry);

    public bool TryGetRow(EntityEntry entry, out PropertyValues? row) => _databaseRows.TryGetValue(entry.Entity, out row);

    public bool HasRow(object entity) => _databaseRows.ContainsKey(entity);

    public async ValueTask ReadRowsAsync(bool async, CancellationToken cancellationToken)
    {
        (var wanted, _wanted) = (_wanted, null);
        foreach (var entry in wanted?.DistinctBy(entry => entry.Entity, ReferenceEqualityComparer.Instance) ?? [])
        {
            _databaseRows[entry.Entity] = async
                ? await entry.GetDatabaseValuesAsync(cancellationToken).ConfigureAwait(false)
                : entry.GetDatabaseValues();
        }
    }

    /// <summary>Keeps what a room needs until the save's transaction is over.</summary>
    public void Keep(object kept) => (_kept ??= []).Add(kept);

    public TKept? Find<TKept>()
        where TKept : class
    {
        foreach (var kept in _kept ?? [])
        {
            if (kept is TKept found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Asks every stage what the changes really are.</summary>
    public void Classify()
    {
        foreach (var stage in stages)
        {
            stage.Classify(this);
        }
    }

    /// <summary>Forgets what was found out of entries that may have changed since.</summary>
    public void LookAgain() => _owned = null;

    /// <summary>Looks again at what is about to be saved, after code of the application has changed it.</summary>
    public void Refresh()
    {
        LookAgain();
        if (context.ChangeTracker.AutoDetectChangesEnabled)
        {
            context.ChangeTracker.DetectChanges();
        }
        else
        {
            entries.ForEach(planned => planned.Entry.DetectChanges());
        }

        ChangedEntries.CascadeDeferred(context);
        var found = ChangedEntries.Planned(context, ModelPlan.Of(context.Model), new KnownEntries(entries, _left)) ?? [];
        if (!found.SequenceEqual(entries))
        {
            // What is not changed any more may be changed again.
            _left.AddRange(entries.Except(found));
            entries.Clear();
            entries.AddRange(found);
        }
    }

    /// <summary>Remembers what code of the application adds and removes, until disposed of.</summary>
    public TrackingRecorder Watch() => new(context.ChangeTracker, Steps);

    /// <summary>Refuses a change, or reports it where the block only observes.</summary>
    public void Refuse(BlockPlan block, Refusal refusal)
    {
        if (refusal.Severity == RefusalSeverity.Warning)
        {
            Telemetry.Warned(refusal.Code, refusal.Entity);
            Log.RefusalWarned(state.Logger, refusal.Code, refusal.Message);
            return;
        }

        Telemetry.Refused(refusal.Code, refusal.Entity, block.Mode);
        if (block.Mode == IntegrityMode.Observe)
        {
            Log.RefusalObserved(state.Logger, refusal.Code, refusal.Message);
        }
        else
        {
            (_refusals ??= []).Add(refusal);
        }
    }

    /// <summary>Refuses whatever the mode: the change could not be written rightly.</summary>
    public void Refuse(Refusal refusal)
    {
        Telemetry.Refused(refusal.Code, refusal.Entity, IntegrityMode.Enforce);
        (_refusals ??= []).Add(refusal);
    }

    /// <summary>Refuses a change nobody is known to make, by whoever asked for it or by whoever saves; says whether it did.</summary>
    public bool RequireActor(BlockPlan block, PlannedEntry planned, Actor? actor = null)
    {
        var missing = state.Registered.ActorRequired && (actor ?? Actor).Kind == ActorKind.Unknown;
        if (missing)
        {
            Refuse(block, MissingActor.Refuse(planned));
        }

        return missing;
    }

    public bool IsRefused => _refusals is not null;

    public void ThrowIfRefused()
    {
        if (_refusals is not null)
        {
            throw new IntegrityException(_refusals);
        }
    }

    /// <summary>The SQL failed: remembers the keys that it gave to what will be let go.</summary>
    public void KeepMadeKeys() => _madeKeys = GeneratedKeys.Of(_rows, _steps);

    /// <summary>Puts the tracked entities back as they were before SaveChanges.</summary>
    public void Revert()
    {
        Forget();
        for (var i = (_steps?.Count ?? 0) - 1; i >= 0; i--)
        {
            _steps![i].Revert(_madeKeys);
        }

        _steps?.Clear();
    }

    /// <summary>Lets go of the rows that the stages added: nobody asked the context to track them.</summary>
    public void Forget()
    {
        foreach (var row in _rows)
        {
            UndoEntry.Detach(row, _madeKeys);
        }

        _rows.Clear();
    }
}
