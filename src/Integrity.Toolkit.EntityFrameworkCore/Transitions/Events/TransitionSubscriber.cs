namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The base of classes that are told of the moves of every save. Registered with
/// <see cref="TransitionsOptionsBuilder.AddSubscriber{TSubscriber}"/>.
/// </summary>
/// <remarks>
/// <para>
/// One instance serves one save. Of a moment with two methods, override the asynchronous one to wait for something; a class that
/// overrides no other needs <c>SaveChangesAsync</c>. A synchronous save calls the synchronous method.
/// </para>
/// <para>
/// Moves by a statement for many rows are not told one by one, for the rows are not loaded: read them from the history.
/// </para>
/// </remarks>
public abstract class TransitionSubscriber
{
    /// <summary>
    /// The moves are about to be written. What is added to the context here is part of the save, and of its transaction; what is
    /// thrown ends the save, and everything is as before.
    /// </summary>
    /// <remarks>
    /// Called before the first statement, once for all moves of the save; again, with the new ones only, when rows that were added
    /// here move as well. Added rows are held by the other blocks as any others are; the hooks before a save have been
    /// called by then. Nothing may be removed here, and <c>SaveChanges</c> not be called. A save that is made again, after a
    /// failure or a transaction that was rolled back, calls it again.
    /// </remarks>
    /// <param name="recorded">The moves, whose keys are <see langword="null"/> while the database has to make them.</param>
    public virtual void OnRecording(TransitionEventData recorded)
    {
    }

    /// <inheritdoc cref="OnRecording"/>
    /// <param name="recorded">The moves, whose keys are <see langword="null"/> while the database has to make them.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    public virtual ValueTask OnRecordingAsync(TransitionEventData recorded, CancellationToken cancellationToken)
    {
        OnRecording(recorded);
        return default;
    }

    /// <summary>
    /// The moves are committed: after the save, or with the transaction that the application made it in. Never after a rollback.
    /// </summary>
    /// <remarks>
    /// Once for each save. An exception is logged, and nobody else hears of it: the data is committed. A process that ends between
    /// the commit and this call never makes it; what must not be lost belongs into a row that <see cref="OnRecording"/> adds.
    /// </remarks>
    /// <param name="recorded">The moves, with their keys.</param>
    public virtual void OnCommitted(TransitionEventData recorded)
    {
    }

    /// <inheritdoc cref="OnCommitted"/>
    public virtual ValueTask OnCommittedAsync(TransitionEventData recorded)
    {
        OnCommitted(recorded);
        return default;
    }

    /// <summary>
    /// What <see cref="OnRecording"/> was told has come to nothing: the save failed, or its transaction or savepoint was rolled back.
    /// </summary>
    /// <remarks>An exception is logged. Not called where nobody can tell how the transaction ended.</remarks>
    /// <param name="recorded">The moves.</param>
    public virtual void OnDiscarded(TransitionEventData recorded)
    {
    }
}
