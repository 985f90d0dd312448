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
    /// Fires a trigger for all rows of a query, in the database: each status changes together with its history row.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The database evaluates whether the transition of each row is permitted, in the transaction of the update: by the current
    /// state, the guards of the table as SQL, and whether a reason is given. It waits for rows that other writers are changing.
    /// The call uses the current transaction, if there is one; an execution strategy retries the complete call. The table is
    /// enforced in every mode, including observe mode; in mode off the rows change without history.
    /// </para>
    /// <para>
    /// Unsaved changes of the context are not included. Tracked entities keep their loaded state, so that a later transition of
    /// one of them is a conflict: reload them. Hooks, rules and subscribers are not called. If the type has hooks of updates, or
    /// rules that read the status and that the database does not enforce, the call is rejected unless <c>BypassIntegrity()</c> is
    /// called on the query. Versions increase.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type of the rows.</typeparam>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then written.</param>
    /// <returns>The numbers of rows that were found, changed, ignored and skipped.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The table does not contain the trigger or state, or the reason is too long.
    /// </exception>
    /// <exception cref="IntegrityException">
    /// The transition of a row is not permitted and the options do not skip it, a required reason or actor is missing, a guard
    /// cannot be translated, or another block would not be evaluated. Nothing was written.
    /// </exception>
    /// <exception cref="IntegrityConflictException">
    /// Another writer changed the status of one of the rows meanwhile. Nothing was written.
    /// </exception>
    /// <exception cref="IntegrityUpdateException">
    /// The database rejected a statement, or the changed rows together do not meet a prerequisite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The type declares no transitions, or the table has another type of triggers or states; the query does not return entities
    /// of a context with transitions; or automatic transactions are disabled and there is no transaction.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The database is not supported, or a written column is not in the table of the status.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
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
        => SetBasedTransitions
            .RunAsync(
                query, TransitionRequest.By(trigger), SetBasedTransitionOptions.Because(reason), async: true, cancellationToken)
            .AsTask();

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
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    public static SetBasedTransitionResult ExecuteFire<TEntity, TTrigger>(
        this IQueryable<TEntity> query,
        TTrigger trigger,
        string? reason = null)
        where TEntity : class
        where TTrigger : notnull
        => SetBasedTransitions
            .RunAsync(query, TransitionRequest.By(trigger), SetBasedTransitionOptions.Because(reason), async: false, default)
            .GetCompletedResult();

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
        => SetBasedTransitions
            .RunAsync(query, TransitionRequest.By(trigger), options, async: false, default)
            .GetCompletedResult();

    /// <summary>
    /// Changes the status of all rows of a query to a state, in the database: for tables without triggers, and for imports.
    /// </summary>
    /// <inheritdoc cref="ExecuteFireAsync{TEntity, TTrigger}(IQueryable{TEntity}, TTrigger, string?, CancellationToken)" path="/remarks|/returns|/exception"/>
    /// <typeparam name="TEntity">The type of the rows.</typeparam>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">
    /// The state. Rows in this state change if the table permits reentry, and are ignored otherwise.
    /// </param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then written.</param>
    public static Task<SetBasedTransitionResult> ExecuteTransitionToAsync<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        string? reason = null,
        CancellationToken cancellationToken = default)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions
            .RunAsync(
                query, TransitionRequest.To(state), SetBasedTransitionOptions.Because(reason), async: true, cancellationToken)
            .AsTask();

    /// <inheritdoc cref="ExecuteTransitionToAsync{TEntity, TState}(IQueryable{TEntity}, TState, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">
    /// The state. Rows in this state change if the table permits reentry, and are ignored otherwise.
    /// </param>
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
    /// <param name="state">
    /// The state. Rows in this state change if the table permits reentry, and are ignored otherwise.
    /// </param>
    /// <param name="reason">The reason. The default is the reason given to <c>ActingAs</c>.</param>
    public static SetBasedTransitionResult ExecuteTransitionTo<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        string? reason = null)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions
            .RunAsync(query, TransitionRequest.To(state), SetBasedTransitionOptions.Because(reason), async: false, default)
            .GetCompletedResult();

    /// <inheritdoc cref="ExecuteTransitionToAsync{TEntity, TState}(IQueryable{TEntity}, TState, string?, CancellationToken)" path="/summary|/remarks|/typeparam|/returns|/exception[not(contains(@cref,'Canceled'))]"/>
    /// <param name="query">The rows: a query of the entity type itself. Its query filters apply.</param>
    /// <param name="state">
    /// The state. Rows in this state change if the table permits reentry, and are ignored otherwise.
    /// </param>
    /// <param name="options">The reason, and what happens to rows whose transition is not permitted.</param>
    public static SetBasedTransitionResult ExecuteTransitionTo<TEntity, TState>(
        this IQueryable<TEntity> query,
        TState state,
        SetBasedTransitionOptions options)
        where TEntity : class
        where TState : notnull
        => SetBasedTransitions.RunAsync(query, TransitionRequest.To(state), options, async: false, default).GetCompletedResult();
}
