using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Moves the status of a tracked entity, or asks whether it may be moved, with what the database holds.
/// </summary>
/// <remarks>
/// What a state requires (<see cref="TransitionsBuilder{TEntity, TState}.Require(TState,
/// System.Linq.Expressions.Expression{System.Func{TEntity, bool}}, string, string, System.Action{PrerequisiteBuilder{TState}}?)"/>) is asked
/// of the stored data: rows that wait for the same save do not count yet, for which the synchronous methods and the save are
/// there. The save asks again. Of a new entity nothing is stored that could be asked.
/// </remarks>
public static class TransitionsEntityEntryAsyncExtensions
{
    /// <summary>
    /// Moves the status to where a trigger leads, after asking what its state requires. Changes the entity and remembers the move for
    /// its history; never saves.
    /// </summary>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">Why; without one, the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    /// <returns>What was found: a move that is permitted, or one that was made before with the same key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The move is not permitted; the entity is as before.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the sequence that is expected.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or has a table of other triggers; or a guard failed, or a prerequisite cannot
    /// be translated.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example>
    /// <code>
    /// var check = await db.Entry(ticket).FireAsync(TicketTrigger.Close, new TransitionOptions
    /// {
    ///     Reason = request.Reason,
    ///     ExpectedSequence = request.Sequence,
    ///     IdempotencyKey = request.Key,
    /// });
    /// await db.SaveChangesAsync();   // nothing to save where check.IsRepeated
    /// </code>
    /// </example>
    public static Task<TransitionCheck> FireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, string? reason = null, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => entry.FireAsync(trigger, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="FireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception|/example"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">Says more about the move.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    public static async Task<TransitionCheck> FireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, TransitionOptions options, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => (await entry.TryFireAsync(trigger, options, cancellationToken).ConfigureAwait(false)).OrThrow(entry);

    /// <summary>
    /// Moves the status to where a trigger leads, if that is permitted and what its state requires is there. Never saves.
    /// </summary>
    /// <inheritdoc cref="FireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>Whether it was moved, and if not, why; or that it was made before with the same key.</returns>
    public static Task<TransitionCheck> TryFireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, string? reason = null, CancellationToken cancellationToken = default)
        where TTrigger : notnull
        => entry.TryFireAsync(trigger, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="TryFireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">Says more about the move.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    public static Task<TransitionCheck> TryFireAsync<TTrigger>(
        this EntityEntry entry, TTrigger trigger, TransitionOptions options, CancellationToken cancellationToken = default)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return AsyncTransitionExecutor.TransitionAsync(entry, TransitionRequest.By(trigger), options, cancellationToken);
    }

    /// <summary>
    /// Says whether a trigger may be fired now, and if not, why: the table, its guards, and what the state requires. Changes nothing.
    /// </summary>
    /// <inheritdoc cref="FireAsync{TTrigger}(EntityEntry, TTrigger, string?, CancellationToken)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The answer.</returns>
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
    /// Moves the status to a state, after asking what the state requires. Changes the entity and remembers the move for its history;
    /// never saves.
    /// </summary>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">Why; without one, the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    /// <returns>What was found: a move that is permitted, or one that was made before with the same key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The move is not permitted; the entity is as before.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the sequence that is expected.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or has a status of another type; or a guard failed, or a prerequisite cannot
    /// be translated.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<TransitionCheck> TransitionToAsync<TState>(
        this EntityEntry entry, TState state, string? reason = null, CancellationToken cancellationToken = default)
        where TState : notnull
        => entry.TransitionToAsync(state, TransitionOptions.Because(reason), cancellationToken);

    /// <inheritdoc cref="TransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/summary|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">Says more about the move.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    public static async Task<TransitionCheck> TransitionToAsync<TState>(
        this EntityEntry entry, TState state, TransitionOptions options, CancellationToken cancellationToken = default)
        where TState : notnull
        => (await entry.TryTransitionToAsync(state, options, cancellationToken).ConfigureAwait(false)).OrThrow(entry);

    /// <summary>
    /// Moves the status to a state, if that is permitted and what the state requires is there. Never saves.
    /// </summary>
    /// <inheritdoc cref="TransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/typeparam|/exception[contains(@cref,'System.')]"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">The reason; without one, that of <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    /// <returns>Whether it was moved, and if not, why; or that it was made before with the same key.</returns>
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
    /// Says whether the status may be moved to a state now, and if not, why: the table, its guards, and what the state requires.
    /// Changes nothing.
    /// </summary>
    /// <inheritdoc cref="TransitionToAsync{TState}(EntityEntry, TState, string?, CancellationToken)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The answer.</returns>
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
    /// Lists the ways out of the present state, with all that stands in the way of each: guards, and what its state requires.
    /// </summary>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    /// <returns>The steps, in the order of the table; empty at an end, or in a state that the table does not know.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, or is not tracked; or a guard failed, or a prerequisite cannot be translated.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<IReadOnlyList<PossibleTransition>> GetPossibleTransitionsAsync(
        this EntityEntry entry, CancellationToken cancellationToken = default)
        => AsyncTransitionExecutor.GetPossibleTransitionsAsync(entry, entry.GetPossibleTransitions(), cancellationToken);
}
