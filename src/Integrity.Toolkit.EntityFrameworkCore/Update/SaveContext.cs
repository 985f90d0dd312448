using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Update;

/// <summary>
/// One call of SaveChanges: its entries, the rows that were added to it, and its changes to the tracked entities.
/// </summary>
internal sealed class SaveContext(
    DbContext context,
    ContextState state,
    SaveTracker memory,
    SaveStage[] stages,
    List<PlannedEntry> entries)
{
    private readonly List<EntityEntry> _rows = [];
    private readonly Dictionary<object, PropertyValues?> _databaseRows = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlannedEntry> _left = [];
    private List<object>? _kept;
    private List<EntityEntry>? _wanted;
    private readonly int _generation = state.PoolGeneration;
    private OwnedChanges? _owned;
    private DateTime? _now;
    private Actor? _actor;
    private (bool IsKnown, string? Id) _correlation;

    public DbContext Context => context;

    /// <summary>The context for application code, as long as it belongs to the save.</summary>
    /// <exception cref="ObjectDisposedException">The context was returned to its pool and may be in use elsewhere.</exception>
    public DbContext OwnContext => _generation == state.PoolGeneration
        ? context
        : throw new ObjectDisposedException(
            context.GetType().Name,
            "The context that saved has been returned to its pool and may be in use elsewhere. Use another context, or dispose "
            + "of it after its transaction ends.");

    public ContextState State => state;

    public SaveTracker Memory => memory;

    public SaveState SaveState { get; set; }

    /// <summary>Whether the SQL has succeeded.</summary>
    public bool IsExecuted => SaveState is SaveState.Executed or SaveState.Saved or SaveState.Accepted;

    /// <summary>Whether application code has run since the save began, and may have changed entities.</summary>
    public bool IsRefreshed { get; private set; }

    public UndoLog Undo { get; } = new(context, entries.Count);

    public ViolationCollector Violations { get; } = new(state);

    public List<PlannedEntry> Entries => entries;

    public DateTime Now => _now ??= state.UtcNow();

    public Actor Actor => _actor ??= state.CurrentActor();

    public string? Reason { get; } = state.Acting.Reason;

    public string? CorrelationId
        => (_correlation.IsKnown ? _correlation : _correlation = (true, state.CurrentCorrelation())).Id;

    /// <summary>The changed owned entities, collected on the first access after <see cref="ResetOwned"/>.</summary>
    public OwnedChanges Owned => _owned ??= new OwnedChanges(entries);

    /// <summary>The rows that the stages added, such as history rows.</summary>
    public IReadOnlyList<EntityEntry> Rows => _rows;

    /// <summary>Whether EF Core has accepted the changes, which it does except in <c>SaveChanges(false)</c>.</summary>
    public bool AreChangesAccepted
    {
        get
        {
            foreach (var row in _rows)
            {
                return row.State is not (EntityState.Added or EntityState.Deleted);
            }

            return Undo.IsAccepted ?? true;
        }
    }

    public void AddRow(EntityEntry row) => _rows.Add(row);

    public void RequireRow(EntityEntry entry) => (_wanted ??= []).Add(entry);

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

    /// <summary>Stores an object of a block until the transaction of the save ends.</summary>
    public void Keep(object kept) => (_kept ??= []).Add(kept);

    /// <summary>Replaces the stored object of a type, or removes it.</summary>
    public void Replace<TKept>(TKept? kept)
        where TKept : class
    {
        _kept?.RemoveAll(other => other is TKept);
        if (kept is not null)
        {
            Keep(kept);
        }
    }

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

    /// <summary>Determines the operations of the entries, for the stages and for application code.</summary>
    public void Classify()
    {
        foreach (var stage in stages)
        {
            (stage as IClassifyingStage)?.Classify(this);
        }
    }

    /// <summary>Discards what was collected from the entries, because they may have changed.</summary>
    public void ResetOwned() => _owned = null;

    /// <summary>Finds and classifies the changed entries again, after application code has run.</summary>
    public void Refresh()
    {
        ResetOwned();
        IsRefreshed = true;
        if (context.ChangeTracker.AutoDetectChangesEnabled)
        {
            context.ChangeTracker.DetectChanges();
        }
        else
        {
            entries.ForEach(planned => planned.Entry.DetectChanges());
        }

        context.CascadeDeferredChanges();
        var found = context.GetPlannedEntries(ModelPlan.Of(context.Model), new KnownEntries(entries, _left)) ?? [];
        if (!found.SequenceEqual(entries))
        {
            // An entry that is no longer changed may be changed again.
            _left.AddRange(entries.Except(found));
            entries.Clear();
            entries.AddRange(found);
        }

        Classify();
    }

    /// <summary>Adds a violation if an actor is required and unknown. Returns whether it was added.</summary>
    public bool AddViolationIfActorMissing(BlockPlan block, PlannedEntry planned, Actor? actor = null)
    {
        var missing = state.Registered.ActorRequired && (actor ?? Actor).Kind == ActorKind.Unknown;
        if (missing)
        {
            Violations.Add(block, MissingActor.CreateViolation(planned));
        }

        return missing;
    }

    /// <summary>Stores the keys that failed SQL generated for entities that will be detached.</summary>
    public void KeepGeneratedKeys() => Undo.KeepGeneratedKeys(_rows);

    /// <summary>Reverts the tracked entities to their state before SaveChanges.</summary>
    public void Revert()
    {
        DetachRows();
        Undo.Revert();
    }

    /// <summary>Detaches the rows that the stages added, because the application did not add them to the context.</summary>
    public void DetachRows()
    {
        foreach (var row in _rows)
        {
            Undo.Detach(row);
        }

        _rows.Clear();
    }
}
