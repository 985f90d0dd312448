namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The base class of subscribers, which are notified of the transitions of every save. Register a subscriber with
/// <see cref="TransitionsOptionsBuilder.AddSubscriber{TSubscriber}"/>.
/// </summary>
/// <remarks>
/// <para>
/// One instance is created for each save. Where an event has two methods, override the asynchronous one to await something; a
/// class that overrides only the asynchronous method requires <c>SaveChangesAsync</c>. A synchronous save calls the synchronous
/// method.
/// </para>
/// <para>
/// Subscribers are not notified of set-based transitions, because the rows are not loaded: read them from the history.
/// </para>
/// </remarks>
public abstract class TransitionSubscriber
{
    /// <summary>
    /// Called before the transitions are written. Entities that are added to the context here are part of the save and its
    /// transaction. An exception ends the save and restores the tracked state.
    /// </summary>
    /// <remarks>
    /// The method is called before the first statement, once for all transitions of the save. If entities that it adds have
    /// transitions, it is called again with the new ones only. The other blocks also apply to added entities; the hooks before a
    /// save have already been called. The method must not remove entities or call <c>SaveChanges</c>. A save that is repeated
    /// after a failure or a rollback calls it again.
    /// </remarks>
    /// <param name="recorded">The transitions; a key that the database generates is <see langword="null"/>.</param>
    public virtual void OnRecording(TransitionEventData recorded)
    {
    }

    /// <inheritdoc cref="OnRecording"/>
    /// <param name="recorded">The transitions; a key that the database generates is <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that represents the operation.</returns>
    public virtual ValueTask OnRecordingAsync(TransitionEventData recorded, CancellationToken cancellationToken)
    {
        OnRecording(recorded);
        return default;
    }

    /// <summary>
    /// Called after the transitions are committed: after the save, or after the transaction of the application that contains it.
    /// </summary>
    /// <remarks>
    /// The method is called once for each save, and never after a rollback. An exception is only logged, because the data is
    /// committed. If the process ends between the commit and this call, the call is lost: store required work in an entity that
    /// <see cref="OnRecording"/> adds.
    /// </remarks>
    /// <param name="recorded">The transitions with their keys.</param>
    public virtual void OnCommitted(TransitionEventData recorded)
    {
    }

    /// <inheritdoc cref="OnCommitted"/>
    /// <returns>A task that represents the operation.</returns>
    public virtual ValueTask OnCommittedAsync(TransitionEventData recorded)
    {
        OnCommitted(recorded);
        return default;
    }

    /// <summary>
    /// Called if the recorded transitions are discarded: the save failed, or its transaction or savepoint was rolled back.
    /// </summary>
    /// <remarks>
    /// An exception is only logged. The method is not called if it cannot be determined how the transaction ended.
    /// </remarks>
    /// <param name="recorded">The transitions.</param>
    public virtual void OnDiscarded(TransitionEventData recorded)
    {
    }
}
