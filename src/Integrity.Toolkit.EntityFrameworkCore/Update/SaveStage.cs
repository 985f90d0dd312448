using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Update;

/// <summary>
/// A room's part of every save. The methods are called in the order in which they stand here, each for all stages before the
/// next.
/// </summary>
/// <remarks>
/// A method that takes <c>async</c> waits for nothing when it is <see langword="false"/>: its task is complete when it returns.
/// </remarks>
internal abstract class SaveStage
{
    public abstract SaveStageOrder Order { get; }

    /// <summary>Says which rows must be read before <see cref="Apply"/> can decide.</summary>
    public virtual void Inspect(SaveContext save)
    {
    }

    /// <summary>Changes the tracked entities through the session, or refuses.</summary>
    public virtual void Apply(SaveContext save)
    {
    }

    /// <summary>Looks at the whole save as it will be written, may ask the database, and refuses.</summary>
    public virtual ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>Nothing is refused: the SQL comes next.</summary>
    public virtual void OnPrepared(SaveContext save)
    {
    }

    /// <summary>
    /// Deals with an entity as it is just before its SQL is made, when another interceptor may have changed it after the
    /// stages had run: <paramref name="known"/> is what they saw, or null when it was not changed then.
    /// </summary>
    public virtual void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
    }

    /// <summary>Whether the stage writes SQL of its own in this save, which then has a transaction.</summary>
    public virtual bool Writes(SaveContext save) => false;

    /// <summary>
    /// Writes before EF Core does, in its transaction and under its execution strategy: called again in each attempt, when all
    /// of the one before has been taken back. Says how many rows to add to what <c>SaveChanges</c> returns.
    /// </summary>
    public virtual ValueTask<int> WriteFirstAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>As <see cref="WriteFirstAsync"/>, after EF Core's own statements.</summary>
    public virtual ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>
    /// All SQL of a save in which a stage writes has succeeded, and is committed where the transaction was the save's own; EF
    /// Core has not accepted the changes yet.
    /// </summary>
    public virtual void OnExecuted(SaveContext save)
    {
    }

    /// <summary>The entries whose true values tell whether a failed save was a conflict.</summary>
    public virtual IEnumerable<ConflictCandidate> ConflictCandidates(SaveContext save, DbUpdateException failure) => [];

    /// <summary>
    /// The refusal that a block would have made of a save that failed, because another row has the values of
    /// <paramref name="taken"/> already; null where none holds them to be unique. Whether it was this entity's row may not be
    /// certain.
    /// </summary>
    public virtual Refusal? Explain(
        SaveContext save, EntityEntry entry, IReadOnlyList<IProperty> taken, bool isCertain) => null;

    /// <summary>The save is written and accepted.</summary>
    public virtual void OnAccepted(SaveContext save)
    {
    }

    /// <summary>The save came to nothing, and has been taken back.</summary>
    public virtual void OnFailed(SaveContext save, SaveFailure failure)
    {
    }

    /// <summary>SaveChanges is about to return; the transaction may still be open.</summary>
    public virtual ValueTask OnSavedAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>Throws when <see cref="OnCommittedAsync"/> would have to wait for something.</summary>
    public virtual void EnsureSynchronous(SaveContext save)
    {
    }

    /// <summary>The transaction in which a context made these saves is committed.</summary>
    public virtual ValueTask OnCommittedAsync(IReadOnlyList<SaveContext> sessions, bool async) => default;

    /// <summary>The save was written, and its transaction rolled back; not certain for one that ended unseen.</summary>
    public virtual void OnRolledBack(SaveContext save, bool isCertain)
    {
    }
}
