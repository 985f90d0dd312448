using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Update;

/// <summary>
/// One call of SaveChanges: the entries it is about, the rows added to it, and what it did to the tracked entities.
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

    /// <summary>The context for code of the application, as long as it is the one that saved.</summary>
    /// <exception cref="ObjectDisposedException">It was returned to its pool and may be in use elsewhere.</exception>
    public DbContext OwnContext => _generation == state.PoolGeneration
        ? context
        : throw new ObjectDisposedException(
            context.GetType().Name,
            "The context that saved has been returned to its pool and may be in use elsewhere. Take another one, or dispose of it "
            + "after its transaction is over.");

    public ContextState State => state;

    public SaveTracker Memory => memory;

    public SaveState SaveState { get; set; }

    /// <summary>Whether the SQL has succeeded.</summary>
    public bool IsExecuted => SaveState is SaveState.Executed or SaveState.Saved or SaveState.Accepted;

    /// <summary>Whether code of the application has run since the save began, and may have changed entities.</summary>
    public bool IsRefreshed { get; private set; }

    public UndoLog Undo { get; } = new(context, entries.Count);

    public ViolationCollector Violations { get; } = new(state);

    public List<PlannedEntry> Entries => entries;

    public DateTime Now => _now ??= state.UtcNow();

    public Actor Actor => _actor ??= state.CurrentActor();

    public string? Reason { get; } = state.Acting.Reason;

    public string? CorrelationId
        => (_correlation.IsKnown ? _correlation : _correlation = (true, state.CurrentCorrelation())).Id;

    /// <summary>The owned parts that are changed, as collected at the first call since <see cref="ResetOwned"/>.</summary>
    public OwnedChanges Owned => _owned ??= new OwnedChanges(entries);

    /// <summary>Rows that the stages added, such as history.</summary>
    public IReadOnlyList<EntityEntry> Rows => _rows;

    /// <summary>Whether EF Core has accepted the changes, as it does unless <c>SaveChanges(false)</c> was called.</summary>
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

    /// <summary>Keeps an object of a room until the transaction of the save is over.</summary>
    public void Keep(object kept) => (_kept ??= []).Add(kept);

    /// <summary>Keeps an object in the place of another one of its type, or nothing.</summary>
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

    /// <summary>Determines what the changes really are, for the stages and for code of the application.</summary>
    public void Classify()
    {
        foreach (var stage in stages)
        {
            (stage as IClassifyingStage)?.Classify(this);
        }
    }

    /// <summary>Discards what was collected from entries that may have changed since.</summary>
    public void ResetOwned() => _owned = null;

    /// <summary>Finds and classifies the changed entries again, after code of the application has run.</summary>
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
            // What is not changed any more may be changed again.
            _left.AddRange(entries.Except(found));
            entries.Clear();
            entries.AddRange(found);
        }

        Classify();
    }

    /// <summary>Adds a violation where an actor is required and none is known; returns whether it did.</summary>
    public bool AddViolationIfActorMissing(BlockPlan block, PlannedEntry planned, Actor? actor = null)
    {
        var missing = state.Registered.ActorRequired && (actor ?? Actor).Kind == ActorKind.Unknown;
        if (missing)
        {
            Violations.Add(block, MissingActor.CreateViolation(planned));
        }

        return missing;
    }

    /// <summary>Keeps the keys that failed SQL gave to what will be detached.</summary>
    public void KeepGeneratedKeys() => Undo.KeepGeneratedKeys(_rows);

    /// <summary>Sets the tracked entities back to what they were before SaveChanges.</summary>
    public void Revert()
    {
        DetachRows();
        Undo.Revert();
    }

    /// <summary>Detaches the rows that the stages added: the application did not ask the context to track them.</summary>
    public void DetachRows()
    {
        foreach (var row in _rows)
        {
            Undo.Detach(row);
        }

        _rows.Clear();
    }
}
