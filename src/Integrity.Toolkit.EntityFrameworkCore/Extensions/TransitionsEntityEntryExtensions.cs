using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Requests and checks transitions of tracked entities, and returns their history.
/// </summary>
public static class TransitionsEntityEntryExtensions
{
    /// <summary>
    /// Fires a trigger: changes the status of the entity, and stores the transition for its history. Does not save.
    /// </summary>
    /// <remarks>
    /// A trigger that the table ignores in the current state changes nothing. Discarding the changes of the entity also discards
    /// the transition: reloading the entity, clearing the change tracker, or resetting the status. The save evaluates
    /// prerequisites; <c>FireAsync</c> evaluates them before.
    /// </remarks>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <returns>The result: permitted, or a repeated request with the same idempotency key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The transition is not permitted. The entity is not changed.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the expected sequence.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or its table has another type of triggers; or a guard threw an
    /// exception.
    /// </exception>
    /// <example>
    /// <code>
    /// db.Entry(ticket).Fire(TicketTrigger.Close, reason: "duplicate");
    /// await db.SaveChangesAsync();
    /// </code>
    /// </example>
    public static TransitionCheck Fire<TTrigger>(this EntityEntry entry, TTrigger trigger, string? reason = null)
        where TTrigger : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.By(trigger), TransitionOptions.Because(reason)).OrThrow(entry);

    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The details of the transition.</param>
    public static TransitionCheck Fire<TTrigger>(this EntityEntry entry, TTrigger trigger, TransitionOptions options)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.By(trigger), options).OrThrow(entry);
    }

    /// <summary>
    /// Fires a trigger if the transition is permitted. Does not save.
    /// </summary>
    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, or the violations.</returns>
    public static TransitionCheck TryFire<TTrigger>(this EntityEntry entry, TTrigger trigger, string? reason = null)
        where TTrigger : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.By(trigger), TransitionOptions.Because(reason));

    /// <inheritdoc cref="TryFire{TTrigger}(EntityEntry, TTrigger, string?)" path="/summary|/typeparam|/returns"/>
    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/exception[not(contains(@cref,'Integrity'))]"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The details of the transition.</param>
    public static TransitionCheck TryFire<TTrigger>(this EntityEntry entry, TTrigger trigger, TransitionOptions options)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.By(trigger), options);
    }

    /// <summary>
    /// Checks whether a trigger can be fired. Changes nothing.
    /// </summary>
    /// <remarks>Evaluates the table and its guards; <c>CanFireAsync</c> also evaluates prerequisites.</remarks>
    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, or the violations.</returns>
    public static TransitionCheck CanFire<TTrigger>(this EntityEntry entry, TTrigger trigger, string? reason = null)
        where TTrigger : notnull
        => TransitionExecutor.Check(entry, TransitionRequest.By(trigger), TransitionOptions.Because(reason));

    /// <inheritdoc cref="CanFire{TTrigger}(EntityEntry, TTrigger, string?)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The reason, the expected sequence and the idempotency key.</param>
    public static TransitionCheck CanFire<TTrigger>(this EntityEntry entry, TTrigger trigger, TransitionOptions options)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Check(entry, TransitionRequest.By(trigger), options);
    }

    /// <summary>
    /// Changes the status of the entity to a state, and stores the transition for its history: for tables without triggers, and
    /// for imports. Does not save.
    /// </summary>
    /// <remarks>
    /// For a new entity, the state that it already has, or its first state, is recorded as its initial state, with the actor,
    /// time and reason of this call. For an existing entity, its current state is only a transition if the table permits reentry.
    /// </remarks>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <returns>The result: permitted, or a repeated request with the same idempotency key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The transition is not permitted. The entity is not changed.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the expected sequence.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or has a status of another type; or a guard threw an exception.
    /// </exception>
    public static TransitionCheck TransitionTo<TState>(this EntityEntry entry, TState state, string? reason = null)
        where TState : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.To(state), TransitionOptions.Because(reason)).OrThrow(entry);

    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">The details of the transition.</param>
    public static TransitionCheck TransitionTo<TState>(this EntityEntry entry, TState state, TransitionOptions options)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.To(state), options).OrThrow(entry);
    }

    /// <summary>
    /// Changes the status of the entity to a state if the transition is permitted. Does not save.
    /// </summary>
    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/remarks|/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, or the violations.</returns>
    public static TransitionCheck TryTransitionTo<TState>(this EntityEntry entry, TState state, string? reason = null)
        where TState : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.To(state), TransitionOptions.Because(reason));

    /// <inheritdoc cref="TryTransitionTo{TState}(EntityEntry, TState, string?)" path="/summary|/remarks|/typeparam|/returns"/>
    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/exception[not(contains(@cref,'Integrity'))]"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">The details of the transition.</param>
    public static TransitionCheck TryTransitionTo<TState>(this EntityEntry entry, TState state, TransitionOptions options)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.To(state), options);
    }

    /// <summary>
    /// Checks whether the status can change to a state. Changes nothing.
    /// </summary>
    /// <remarks>Evaluates the table and its guards; <c>CanTransitionToAsync</c> also evaluates prerequisites.</remarks>
    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The result: permitted, or the violations.</returns>
    public static TransitionCheck CanTransitionTo<TState>(this EntityEntry entry, TState state, string? reason = null)
        where TState : notnull
        => TransitionExecutor.Check(entry, TransitionRequest.To(state), TransitionOptions.Because(reason));

    /// <inheritdoc cref="CanTransitionTo{TState}(EntityEntry, TState, string?)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">The reason, the expected sequence and the idempotency key.</param>
    public static TransitionCheck CanTransitionTo<TState>(this EntityEntry entry, TState state, TransitionOptions options)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Check(entry, TransitionRequest.To(state), options);
    }

    /// <summary>
    /// Returns the transitions from the current state, with the violations of each.
    /// </summary>
    /// <remarks>
    /// Evaluates the table and its guards; <c>GetPossibleTransitionsAsync</c> also evaluates prerequisites.
    /// </remarks>
    /// <param name="entry">The entry of an entity.</param>
    /// <returns>
    /// The transitions, in the order of the table; empty in a terminal state, or in a state that the table does not contain.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions; or a guard threw an exception.
    /// </exception>
    public static IReadOnlyList<PossibleTransition> GetPossibleTransitions(this EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return plan.StateOf(entry) is { } state && plan.Table.Contains(state)
            ? [.. plan.Table.From(state).Select(
                edge => new PossibleTransition(edge, TransitionEvaluator.OfGuard(plan, entry, edge)))]
            : [];
    }

    /// <summary>
    /// Returns a query of the entity's transition history, in its order.
    /// </summary>
    /// <param name="entry">The entry of a saved entity.</param>
    /// <returns>The query without tracking.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity declares no transitions.</exception>
    public static IQueryable<TransitionRecord> Transitions(this EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return HistoryQuery.Of(entry.Context, plan, plan.KeyOf(entry));
    }

    /// <summary>
    /// Gets the entity's transition history, for queries such as its state at a point in time.
    /// </summary>
    /// <remarks>The history contains saved transitions, and no pending ones.</remarks>
    /// <param name="entry">The entry of a saved entity.</param>
    /// <returns>The history.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity declares no transitions.</exception>
    public static EntityHistory History(this EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return new EntityHistory(entry.Context, plan, plan.KeyOf(entry));
    }

    /// <summary>
    /// Gets the transition table of the entity's status in this context.
    /// </summary>
    /// <param name="entry">The entry of an entity.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity declares no transitions.</exception>
    public static ITransitionTable TransitionTable(this EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        return TransitionsPlan.Of(entry.Metadata).Table;
    }
}
