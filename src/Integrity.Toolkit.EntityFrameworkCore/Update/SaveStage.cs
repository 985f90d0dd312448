using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Update;

/// <summary>
/// The part of a block in every save. The pipeline calls the methods in the order of their declaration, each for all stages
/// before the next one.
/// </summary>
/// <remarks>
/// If <c>async</c> is <see langword="false"/>, a method returns a completed task. Optional operations have interfaces of
/// their own: <see cref="IClassifyingStage"/>, <see cref="IBeforeSaveStage"/>, <see cref="IFollowUpStage"/>,
/// <see cref="IQueuedWorkStage"/>, <see cref="IVerifyingStage"/>.
/// </remarks>
internal abstract class SaveStage
{
    public abstract SaveStageOrder Order { get; }

    /// <summary>Requests the rows that <see cref="Apply"/> requires.</summary>
    public virtual void Inspect(SaveContext save)
    {
    }

    /// <summary>Changes the tracked entities through <see cref="SaveContext.Undo"/>, or adds violations.</summary>
    public virtual void Apply(SaveContext save)
    {
    }

    /// <summary>Checks the whole save as it will be written and adds violations. It may query the database.</summary>
    public virtual ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>Called if the save has no violations, before its SQL.</summary>
    public virtual void OnPrepared(SaveContext save)
    {
    }

    /// <summary>
    /// Handles an entity that another interceptor may have changed after the stages, before its SQL is generated.
    /// <paramref name="known"/> is the entry that the stages processed, or null if the entity was not changed then.
    /// </summary>
    public virtual void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
    }

    /// <summary>Returns whether the stage executes SQL of its own, for which the save requires a transaction.</summary>
    public virtual bool Writes(SaveContext save) => false;

    /// <summary>
    /// Executes SQL before EF Core, in its transaction and under its execution strategy. Each attempt calls it again, after
    /// the previous one was rolled back. Returns the number of rows to add to the result of <c>SaveChanges</c>.
    /// </summary>
    public virtual ValueTask<int> WriteFirstAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>Executes SQL like <see cref="WriteFirstAsync"/>, but after EF Core's own statements.</summary>
    public virtual ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Called after all SQL of a save in which a stage writes has succeeded, and is committed if the save owned the
    /// transaction. EF Core has not accepted the changes yet.
    /// </summary>
    public virtual void OnExecuted(SaveContext save)
    {
    }

    /// <summary>Returns the entries whose stored values show whether a failed save was a conflict.</summary>
    public virtual IEnumerable<ConflictCandidate> ConflictCandidates(SaveContext save, DbUpdateException failure) => [];

    /// <summary>
    /// Returns the violation for a save that failed because another row has the values of <paramref name="taken"/>, or null
    /// if the stage does not require them to be unique. It may be uncertain which of several entities failed.
    /// </summary>
    public virtual IntegrityViolation? Explain(
        SaveContext save, EntityEntry entry, IReadOnlyList<IProperty> taken, bool isCertain) => null;

    /// <summary>Called after the save has succeeded and its changes are accepted.</summary>
    public virtual void OnAccepted(SaveContext save)
    {
    }

    /// <summary>Called after the save has failed and is reverted.</summary>
    public virtual void OnFailed(SaveContext save, SaveFailure failure)
    {
    }

    /// <summary>Called before SaveChanges returns; the transaction may still be open.</summary>
    public virtual ValueTask OnSavedAsync(SaveContext save, bool async, CancellationToken cancellationToken) => default;

    /// <summary>Throws if <see cref="OnCommittedAsync"/> requires an asynchronous commit.</summary>
    public virtual void EnsureSynchronous(SaveContext save)
    {
    }

    /// <summary>Called after the transaction of these saves of one context is committed.</summary>
    public virtual ValueTask OnCommittedAsync(IReadOnlyList<SaveContext> saves, bool async) => default;

    /// <summary>
    /// Called after the transaction of an executed save was rolled back; uncertain if its end was not observed.
    /// </summary>
    public virtual void OnRolledBack(SaveContext save, bool isCertain)
    {
    }
}
