using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Moves the status of a tracked entity, or asks whether it may be moved.
/// </summary>
public static class TransitionsEntityEntryExtensions
{
    /// <summary>
    /// Moves the status to where a trigger leads. Changes the entity and remembers the move for its history; never saves.
    /// </summary>
    /// <remarks>
    /// A trigger that the table ignores in the present state changes nothing. A move is taken back by whatever takes back
    /// changes: reloading the entity, clearing the change tracker, or setting the status back by hand. What a state requires of
    /// the database is asked by the save, or before by <c>FireAsync</c>.
    /// </remarks>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">Why; without one, the reason given to <c>ActingAs</c>.</param>
    /// <returns>The result: permitted, or repeated with the same idempotency key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The move is not permitted; the entity is as before.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the sequence that is expected.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or has a table of other triggers; or a guard failed.
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

    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/summary|/remarks|/typeparam|/param|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">Says more about the move.</param>
    public static TransitionCheck Fire<TTrigger>(this EntityEntry entry, TTrigger trigger, TransitionOptions options)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.By(trigger), options).OrThrow(entry);
    }

    /// <summary>
    /// Moves the status to where a trigger leads, if that is permitted. Never saves.
    /// </summary>
    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>Whether it was moved, and if not, why.</returns>
    public static TransitionCheck TryFire<TTrigger>(this EntityEntry entry, TTrigger trigger, string? reason = null)
        where TTrigger : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.By(trigger), TransitionOptions.Because(reason));

    /// <inheritdoc cref="TryFire{TTrigger}(EntityEntry, TTrigger, string?)" path="/summary|/typeparam|/returns"/>
    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/exception[not(contains(@cref,'Integrity'))]"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">Says more about the move.</param>
    public static TransitionCheck TryFire<TTrigger>(this EntityEntry entry, TTrigger trigger, TransitionOptions options)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.By(trigger), options);
    }

    /// <summary>
    /// Says whether a trigger may be fired now, and if not, why. Changes nothing.
    /// </summary>
    /// <remarks>Asks the table and its guards; what a state requires of the database is asked by <c>CanFireAsync</c>.</remarks>
    /// <inheritdoc cref="Fire{TTrigger}(EntityEntry, TTrigger, string?)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The answer.</returns>
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
    /// Moves the status to a state: for tables without triggers, and for imports. Changes the entity and remembers the move
    /// for its history; never saves.
    /// </summary>
    /// <remarks>
    /// The state that a new entity has already, or its first one, is remembered as its beginning, with who, when and why of
    /// this call. For a known entity the state it has is a move only where the table permits reentry.
    /// </remarks>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">Why; without one, the reason given to <c>ActingAs</c>.</param>
    /// <returns>The result: permitted, or repeated with the same idempotency key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IntegrityException">The move is not permitted; the entity is as before.</exception>
    /// <exception cref="IntegrityConflictException">The status is not at the sequence that is expected.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, is not tracked, or has a status of another type; or a guard failed.
    /// </exception>
    public static TransitionCheck TransitionTo<TState>(this EntityEntry entry, TState state, string? reason = null)
        where TState : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.To(state), TransitionOptions.Because(reason)).OrThrow(entry);

    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">Says more about the move.</param>
    public static TransitionCheck TransitionTo<TState>(this EntityEntry entry, TState state, TransitionOptions options)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.To(state), options).OrThrow(entry);
    }

    /// <summary>
    /// Moves the status to a state, if that is permitted. Never saves.
    /// </summary>
    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/remarks|/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>Whether it was moved, and if not, why.</returns>
    public static TransitionCheck TryTransitionTo<TState>(this EntityEntry entry, TState state, string? reason = null)
        where TState : notnull
        => TransitionExecutor.Do(entry, TransitionRequest.To(state), TransitionOptions.Because(reason));

    /// <inheritdoc cref="TryTransitionTo{TState}(EntityEntry, TState, string?)" path="/summary|/remarks|/typeparam|/returns"/>
    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/exception[not(contains(@cref,'Integrity'))]"/>
    /// <param name="entry">The entry of a tracked entity.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">Says more about the move.</param>
    public static TransitionCheck TryTransitionTo<TState>(this EntityEntry entry, TState state, TransitionOptions options)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(options);
        return TransitionExecutor.Do(entry, TransitionRequest.To(state), options);
    }

    /// <summary>
    /// Says whether the status may be moved to a state now, and if not, why. Changes nothing.
    /// </summary>
    /// <remarks>Asks the table and its guards; what a state requires of the database is asked by <c>CanTransitionToAsync</c>.</remarks>
    /// <inheritdoc cref="TransitionTo{TState}(EntityEntry, TState, string?)" path="/typeparam|/param|/exception[contains(@cref,'System.')]"/>
    /// <returns>The answer.</returns>
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
    /// Lists the ways out of the present state, with what stands in the way of each.
    /// </summary>
    /// <remarks>Asks the table and its guards; what a state requires of the database is asked by <c>GetPossibleTransitionsAsync</c>.</remarks>
    /// <param name="entry">The entry of an entity.</param>
    /// <returns>The steps, in the order of the table; empty at an end, or in a state that the table does not know.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity declares no transitions; or a guard failed.</exception>
    public static IReadOnlyList<PossibleTransition> GetPossibleTransitions(this EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return plan.StateOf(entry) is { } state && plan.Table.Contains(state)
            ? [.. plan.Table.From(state).Select(edge => new PossibleTransition(edge, TransitionEvaluator.OfGuard(plan, entry, edge)))]
            : [];
    }

    /// <summary>
    /// Queries the entity's transition history, first state first.
    /// </summary>
    /// <param name="entry">The entry of a saved entity.</param>
    /// <returns>The query; its rows are not tracked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity declares no transitions.</exception>
    public static IQueryable<TransitionRecord> Transitions(this EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return HistoryQuery.Of(entry.Context, plan, plan.KeyOf(entry));
    }

    /// <summary>
    /// Answers questions about the entity's transition history: its state at a time, how long it was in which.
    /// </summary>
    /// <remarks>Of the saved history: moves that wait for their save are not in it.</remarks>
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
    /// Gets the table that the entity's status moves along in this context.
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
