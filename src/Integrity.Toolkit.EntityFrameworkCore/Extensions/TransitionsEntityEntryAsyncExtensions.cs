using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Requests and checks transitions of tracked entities, including prerequisites and idempotency keys in the database.
/// </summary>
/// <remarks>
/// Prerequisites (<see cref="TransitionsBuilder{TEntity, TState}.Require(TState,
/// System.Linq.Expressions.Expression{System.Func{TEntity, bool}}, string, string,
/// System.Action{PrerequisiteBuilder{TState}}?)"/>) are evaluated with the stored data: rows that are pending for the same save
/// do not count yet. Use the synchronous methods if they have to count; the save evaluates the prerequisites again. The
/// prerequisites of a new entity are only evaluated by the save, because it has no row.
/// </remarks>
public static class TransitionsEntityEntryAsyncExtensions
{
    /// <summary>
    /// Fires a trigger after evaluating the prerequisites: changes the status of the entity, and stores the transition for its
    /// history. Does not save.
    /// </summary>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The result: permitted, or a repeated request with the same idempotency key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The transition is not permitted. The entity is not changed.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the expected sequence.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or its table has another type of triggers; or a guard threw an
    /// exception, or a prerequisite cannot be translated.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    /// <example>
    /// <code>
    /// var check = await db.Entry(ticket).FireAsync(TicketTrigger.Close, new TransitionOptions
    /// {
    ///     Reason = request.Reason,
    ///     ExpectedSequence = request.Sequence,
    ///     IdempotencyKey = request.Key,
    /// });
    /// await db.SaveChangesAsync();   // nothing to save if check.IsRepeated
    /// </code>
    /// </example>
    public static Task<TransitionCheck> FireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, string? reason = null, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => entry.FireAsync(trigger, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="FireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception|/example"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The details of the transition.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static async Task<TransitionCheck> FireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, TransitionOptions options, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => (await entry.TryFireAsync(trigger, options, cancellationToken).ConfigureAwait(false)).OrThrow(entry);

    /// <summary>
    /// Fires a trigger if the transition is permitted and its prerequisites are met. Does not save.
    /// </summary>
    /// <inheritdoc cref="FireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, a repeated request with the same idempotency key, or the violations.</returns>
    public static Task<TransitionCheck> TryFireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, string? reason = null, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => entry.TryFireAsync(trigger, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="TryFireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The details of the transition.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static Task<TransitionCheck> TryFireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, TransitionOptions options, CancellationToken cancellationToken = default)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return AsyncTransitionExecutor.TransitionAsync(entry, TransitionRequest.By(trigger), options, cancellationToken);
    }

    /// <summary>
    /// Checks whether a trigger can be fired, with the table, its guards, and the prerequisites. Changes nothing.
    /// </summary>
    /// <inheritdoc cref="FireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, or the violations.</returns>
    public static Task<TransitionCheck> CanFireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, string? reason = null, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => AsyncTransitionExecutor.CheckAsync(
            entry, TransitionRequest.By(trigger), TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="CanFireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The reason, the expected sequence and the idempotency key.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static Task<TransitionCheck> CanFireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, TransitionOptions options, CancellationToken cancellationToken = default)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return AsyncTransitionExecutor.CheckAsync(entry, TransitionRequest.By(trigger), options, cancellationToken);
    }

    /// <summary>
    /// Changes the status of the entity to a state after evaluating the prerequisites, and stores the transition for its history.
    /// Does not save.
    /// </summary>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The result: permitted, or a repeated request with the same idempotency key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The transition is not permitted. The entity is not changed.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the expected sequence.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or has a status of another type; or a guard threw an exception, or a
    /// prerequisite cannot be translated.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<TransitionCheck> TransitionToAsync<TState>(
        this EntityEntry entry, TState state, string? reason = null, CancellationToken cancellationToken = default)
        where TState : notnull
        => entry.TransitionToAsync(state, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="TransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">The details of the transition.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static async Task<TransitionCheck> TransitionToAsync<TState>(
        this EntityEntry entry, TState state, TransitionOptions options, CancellationToken cancellationToken = default)
        where TState : notnull
        => (await entry.TryTransitionToAsync(state, options, cancellationToken).ConfigureAwait(false)).OrThrow(entry);

    /// <summary>
    /// Changes the status of the entity to a state if the transition is permitted and its prerequisites are met. Does not save.
    /// </summary>
    /// <inheritdoc cref="TransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/typeparam|/exception[contains(@cref,'System.')]"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The result: permitted, a repeated request with the same idempotency key, or the violations.</returns>
    public static Task<TransitionCheck> TryTransitionToAsync<TState>(
        this EntityEntry entry, TState state, string? reason = null, CancellationToken cancellationToken = default)
        where TState : notnull
        => entry.TryTransitionToAsync(state, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="TryTransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">The reason, the expected sequence and the idempotency key.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static Task<TransitionCheck> TryTransitionToAsync<TState>(
        this EntityEntry entry, TState state, TransitionOptions options, CancellationToken cancellationToken = default)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return AsyncTransitionExecutor.TransitionAsync(entry, TransitionRequest.To(state), options, cancellationToken);
    }

    /// <summary>
    /// Checks whether the status can change to a state, with the table, its guards, and the prerequisites. Changes nothing.
    /// </summary>
    /// <inheritdoc cref="TransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, or the violations.</returns>
    public static Task<TransitionCheck> CanTransitionToAsync<TState>(
        this EntityEntry entry, TState state, string? reason = null, CancellationToken cancellationToken = default)
        where TState : notnull
        => AsyncTransitionExecutor.CheckAsync(
            entry, TransitionRequest.To(state), TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="CanTransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">The reason, the expected sequence and the idempotency key.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static Task<TransitionCheck> CanTransitionToAsync<TState>(
        this EntityEntry entry, TState state, TransitionOptions options, CancellationToken cancellationToken = default)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return AsyncTransitionExecutor.CheckAsync(entry, TransitionRequest.To(state), options, cancellationToken);
    }

    /// <summary>
    /// Returns the transitions from the current state, with the violations of each: unmet guards and prerequisites.
    /// </summary>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>
    /// The transitions, in the order of the table; empty in a terminal state, or in a state that the table does not contain.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, or is not tracked; or a guard threw an exception, or a prerequisite cannot be
    /// translated.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<IReadOnlyList<PossibleTransition>> GetPossibleTransitionsAsync(
        this EntityEntry entry, CancellationToken cancellationToken = default)
        => AsyncTransitionExecutor.GetPossibleTransitionsAsync(entry, entry.GetPossibleTransitions(), cancellationToken);
}
