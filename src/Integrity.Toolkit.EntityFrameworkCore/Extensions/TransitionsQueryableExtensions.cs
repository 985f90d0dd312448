using Integrity.Toolkit;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.SetBased.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Executes transitions of all rows of a query.
/// </summary>
public static class TransitionsQueryableExtensions
{
    /// <summary>
    /// Fires a trigger for all rows of a query, in the database: each status changes together with its row of history.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Which rows may be moved is judged in the database, in one transaction with the moves: by their present state, by the
    /// guards of the table, as SQL, and by whether a reason is given. Rows that others are changing are waited for. It joins a
    /// transaction that is open; an execution strategy retries all of it. The table is kept in every mode, also while moves of
    /// single entities are only observed; while the block is off the rows are moved without history.
    /// </para>
    /// <para>
    /// What the context has not saved is not seen. Entities that it tracks already keep the state they were loaded with: to move
    /// one of them is then a conflict, so reload them. Hooks, rules and observers of commits are about entities and know nothing
    /// of it: where the type has hooks of updates, or rules that read the status and that the database does not hold, the call is
    /// refused unless the query says <c>BypassIntegrity()</c>. Versions move along.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type of the rows.</typeparam>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">The reason; without one, that of <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then written.</param>
    /// <returns>The numbers of rows that were found, changed, ignored and skipped.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The table has no such trigger or state.</exception>
    /// <exception cref="IntegrityException">
    /// A row may not be moved and the options do not skip it, a reason or an actor is required and missing, a guard has no SQL, or
    /// another block would be gone past. Nothing was written.
    /// </exception>
    /// <exception cref="IntegrityConflictException">Another writer moved one of the rows meanwhile. Nothing was written.</exception>
    /// <exception cref="IntegrityUpdateException">The database refused what is written.</exception>
    /// <exception cref="InvalidOperationException">
    /// The type declares no transitions, or has a table of other triggers; the query is not one of entities of this context; or
    /// transactions are switched off and none is open.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The toolkit does not know the database, or what is written of a row is not in the table of its status.
    /// </exception>
    /// <exception cref="OperationCanceledException">The move was cancelled.</exception>
    /// <example>
    /// <code>
    /// var result = await db.Tickets.Where(t => t.DueAt &lt; now).ExecuteFireAsync(TicketTrigger.Close, reason: "overdue");
    /// </code>
    /// </example>
    public static Task<SetBasedTransitionResult> ExecuteFireAsync<TEntity, TTrigger>(
        this IQueryable<TEntity> query,
        TTrigger trigger,
        string? reason = null,
        CancellationToken cancellationToken = default)
        where TEntity : class
        where TTrigger : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.By(trigger), SetBasedTransitionOptions.Because(reason), async: true, cancellationToken).AsTask();

    /// <inheritdoc cref="ExecuteFireAsync{TEntity, TTrigger}(IQueryable{TEntity}, TTrigger, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The reason, and what happens to rows whose transition is not permitted.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then written.</param>
    public static Task<SetBasedTransitionResult> ExecuteFireAsync<TEntity, TTrigger>(
        this IQueryable<TEntity> query,
        TTrigger trigger,
        SetBasedTransitionOptions options,
        CancellationToken cancellationToken = default)
        where TEntity : class
        where TTrigger : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.By(trigger), options, async: true, cancellationToken).AsTask();

    /// <inheritdoc cref="ExecuteFireAsync{TEntity, TTrigger}(IQueryable{TEntity}, TTrigger, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception[not(contains(@cref,'Canceled'))]"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">The reason; without one, that of <c>ActingAs</c>.</param>
    public static SetBasedTransitionResult ExecuteFire<TEntity, TTrigger>(
        this IQueryable<TEntity> query,
        TTrigger trigger,
        string? reason = null)
        where TEntity : class
        where TTrigger : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.By(trigger), SetBasedTransitionOptions.Because(reason), async: false, default).GetCompletedResult();

    /// <inheritdoc cref="ExecuteFireAsync{TEntity, TTrigger}(IQueryable{TEntity}, TTrigger, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception[not(contains(@cref,'Canceled'))]"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">The reason, and what happens to rows whose transition is not permitted.</param>
    public static SetBasedTransitionResult ExecuteFire<TEntity, TTrigger>(
        this IQueryable<TEntity> query,
        TTrigger trigger,
        SetBasedTransitionOptions options)
        where TEntity : class
        where TTrigger : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.By(trigger), options, async: false, default).GetCompletedResult();

    /// <summary>
    /// Changes the status of all rows of a query to a state, in the database: for tables without triggers, and for imports.
    /// </summary>
    /// <inheritdoc cref="ExecuteFireAsync{TEntity, TTrigger}(IQueryable{TEntity}, TTrigger, string?, CancellationToken)" path="/remarks|/returns|/exception"/>
    /// <typeparam name="TEntity">The type of the rows.</typeparam>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">The state. Rows that have it change where the table permits reentry, and are ignored otherwise.</param>
    /// <param name="reason">The reason; without one, that of <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then written.</param>
    public static Task<SetBasedTransitionResult> ExecuteTransitionToAsync<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        string? reason = null,
        CancellationToken cancellationToken = default)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.To(state), SetBasedTransitionOptions.Because(reason), async: true, cancellationToken).AsTask();

    /// <inheritdoc cref="ExecuteTransitionToAsync{TEntity, TState}(IQueryable{TEntity}, TState, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">The state. Rows that have it change where the table permits reentry, and are ignored otherwise.</param>
    /// <param name="options">The reason, and what happens to rows whose transition is not permitted.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then written.</param>
    public static Task<SetBasedTransitionResult> ExecuteTransitionToAsync<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        SetBasedTransitionOptions options,
        CancellationToken cancellationToken = default)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.To(state), options, async: true, cancellationToken).AsTask();

    /// <inheritdoc cref="ExecuteTransitionToAsync{TEntity, TState}(IQueryable{TEntity}, TState, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception[not(contains(@cref,'Canceled'))]"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">The state. Rows that have it change where the table permits reentry, and are ignored otherwise.</param>
    /// <param name="reason">The reason; without one, that of <c>ActingAs</c>.</param>
    public static SetBasedTransitionResult ExecuteTransitionTo<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        string? reason = null)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.To(state), SetBasedTransitionOptions.Because(reason), async: false, default).GetCompletedResult();

    /// <inheritdoc cref="ExecuteTransitionToAsync{TEntity, TState}(IQueryable{TEntity}, TState, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception[not(contains(@cref,'Canceled'))]"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">The state. Rows that have it change where the table permits reentry, and are ignored otherwise.</param>
    /// <param name="options">The reason, and what happens to rows whose transition is not permitted.</param>
    public static SetBasedTransitionResult ExecuteTransitionTo<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        SetBasedTransitionOptions options)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.To(state), options, async: false, default).GetCompletedResult();
}
