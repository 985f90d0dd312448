using System.Linq.Expressions;
using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Queries, checks and maintains transition histories.
/// </summary>
public static class TransitionsDbContextExtensions
{
    /// <summary>
    /// Returns a query of the transition histories of all entities of a type.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The query includes all entities of the type that declares the transitions, including soft-deleted ones. A derived type has
    /// no history of its own.
    /// </para>
    /// <para>
    /// If the type has a query filter, such as a tenant filter, the query only includes entities that pass it, unless
    /// <c>IgnoreQueryFilters()</c> is called on the query. Other entity types that are joined to a filtered query then include
    /// their soft-deleted rows, because EF Core cannot ignore a filter for a part of a query.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The query without order and tracking.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <example>
    /// Learning a table from the recorded transitions:
    /// <code>
    /// var learner = new TransitionLearner&lt;string&gt;();
    /// foreach (var row in db.TransitionsOf&lt;Ticket&gt;())
    /// {
    ///     if (row.FromState is null) learner.ObserveInitial(row.ToState);
    ///     else learner.Observe(row.FromState, row.ToState);
    /// }
    /// </code>
    /// </example>
    public static IQueryable<TransitionRecord> TransitionsOf<TEntity>(this DbContext context)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return HistoryQuery.Visible(context, TransitionsPlan.Of<TEntity>(context));
    }

    /// <summary>
    /// Returns a query of the histories of all entity types that share a table.
    /// </summary>
    /// <remarks>
    /// <para>
    /// If a type has a query filter, such as a tenant filter, the query only includes its entities that pass it, including
    /// soft-deleted ones, as in <see cref="TransitionsOf{TEntity}(DbContext)"/>; permanently deleted entities never pass a
    /// filter. Types without a filter are included completely. Rows of types that are not in the model are not included.
    /// </para>
    /// <para>Call <c>IgnoreQueryFilters()</c> on the query to include the entities of all tenants.</para>
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="table">The name of the table. Required only if the model has several shared tables.</param>
    /// <returns>The query without order and tracking.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// No types share a history table with that name, or several tables are shared and <paramref name="table"/> is
    /// <see langword="null"/>.
    /// </exception>
    /// <example>
    /// <code>
    /// var ada = await db.SharedTransitions()
    ///     .Where(x => x.Record.ActorId == "ada" &amp;&amp; x.Record.OccurredAt >= today)
    ///     .Select(x => new { x.EntityType, x.EntityKey, x.Record.ToState })
    ///     .ToListAsync();
    /// </code>
    /// </example>
    public static IQueryable<SharedTransition> SharedTransitions(this DbContext context, string? table = null)
    {
        ArgumentNullException.ThrowIfNull(context);

        return HistoryQuery.Shared(context, table);
    }

    /// <summary>
    /// Checks whether the stored histories of a type are consistent with each other and with its entities. Changes nothing.
    /// </summary>
    /// <remarks>
    /// The check ignores query filters: it includes soft-deleted entities and those of other tenants. The database only returns
    /// the inconsistent rows. The report can include writes that are in progress: check again before correcting anything.
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="maxInconsistencies">The maximum number of inconsistencies in the report. The default is 1000.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>The inconsistencies, and the numbers of entities and history rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxInconsistencies"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    /// <example>
    /// <code>
    /// var report = await db.CheckHistoryAsync&lt;Ticket&gt;();
    /// foreach (var found in report.Inconsistencies)
    /// {
    ///     Console.WriteLine($"{found.Kind} at {string.Join(',', found.Key)}, row {found.Sequence}");
    /// }
    /// </code>
    /// </example>
    public static Task<HistoryReport> CheckHistoryAsync<TEntity>(
        this DbContext context, int maxInconsistencies = 1000, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInconsistencies, 1);

        var plan = TransitionsPlan.Of<TEntity>(context);
        return HistoryOwnerQuery.Of(plan).CheckAsync(context, plan, maxInconsistencies, cancellationToken);
    }

    /// <summary>
    /// Gets the transition history of the entity with a key. The entity need not be loaded, and can be deleted.
    /// </summary>
    /// <remarks>Query filters apply as in <see cref="TransitionsOf{TEntity}(DbContext)"/>.</remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="key">The values of the primary key, in its order.</param>
    /// <returns>The history.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The values do not match the primary key.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <example>
    /// <code>
    /// var times = await db.HistoryOf&lt;Ticket&gt;(17).TimeInStateAsync&lt;TicketStatus&gt;();
    /// </code>
    /// </example>
    public static EntityHistory HistoryOf<TEntity>(this DbContext context, params object[] key)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(key);

        var plan = TransitionsPlan.Of<TEntity>(context);
        var properties = plan.EntityType.FindPrimaryKey()!.Properties;
        if (properties.Count != key.Length || properties.Where((property, i) => !property.ClrType.IsInstanceOfType(key[i])).Any())
        {
            throw new ArgumentException(
                $"The primary key of {plan.EntityType.ShortName()} is "
                + $"{string.Join(", ", properties.Select(property => $"{property.Name} ({property.ClrType.ShortDisplayName()})"))}, "
                + "which the specified values do not match. Specify one value of the right type for each property.",
                nameof(key));
        }

        return new EntityHistory(context, plan, key);
    }

    /// <summary>
    /// Counts the transitions and initial states in the stored histories of a type that its current table does not permit, such
    /// as after a change of the table or before the change from observe mode to enforce mode.
    /// </summary>
    /// <remarks>The check ignores query filters. The database counts the rows; guards are not evaluated.</remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The transitions and initial states that are not permitted, with the number of occurrences.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<HistoryConformance> CheckConformanceAsync<TEntity>(
        this DbContext context, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return ConformanceCheck.CheckAsync(context, TransitionsPlan.Of<TEntity>(context), cancellationToken);
    }

    /// <summary>
    /// Removes the actor or the reason from history rows if they have to be erased. Everything else is kept: the sequences, the
    /// states, the times and the codes.
    /// </summary>
    /// <remarks>
    /// Executes one statement immediately, also if the database guards the history. The rows store the time, and the log contains
    /// the actor of the redaction. Query filters apply as in <see cref="TransitionsOf{TEntity}(DbContext)"/>.
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="predicate">The condition of the rows.</param>
    /// <param name="details">The details to remove. The default is <see cref="TransitionDetails.All"/>.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>The number of changed rows.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="details"/> is <see cref="TransitionDetails.None"/> or not a defined value.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The type is not in the model, or declares no transitions; or <paramref name="predicate"/> cannot be translated.
    /// </exception>
    /// <exception cref="IntegrityException">An actor is required, and there is none.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    /// <example>
    /// <code>
    /// await db.RedactTransitionsAsync&lt;Ticket&gt;(row => row.ActorId == "u1");
    /// </code>
    /// </example>
    public static Task<int> RedactTransitionsAsync<TEntity>(
        this DbContext context,
        Expression<Func<TransitionRecord, bool>> predicate,
        TransitionDetails details = TransitionDetails.All,
        CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(predicate);
        if (details is not (TransitionDetails.Actor or TransitionDetails.Reason or TransitionDetails.All))
        {
            throw new ArgumentOutOfRangeException(
                nameof(details), details, "The details to remove are not valid. Specify Actor, Reason or All.");
        }

        return HistoryRedaction.RunAsync(context, TransitionsPlan.Of<TEntity>(context), predicate, details, cancellationToken);
    }

    /// <summary>
    /// Inserts the first history row, with the current state, of entities that are older than their history.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Use this when adopting transitions; without it, the first transition of an entity inserts the row. The rows are written in
    /// batches, each in a transaction of its own, or all in the current transaction. The call can be repeated, and can run while
    /// other programs write. It ignores query filters.
    /// </para>
    /// <para>
    /// Tracked entities are not updated. The version of a versioned entity increases by one: reload entities before saving them.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="batchSize">The number of rows that are written in one transaction. The default is 1000.</param>
    /// <param name="cancellationToken">Cancels the remaining batches; completed batches stay committed.</param>
    /// <returns>The numbers of inserted rows, and of entities whose state is not in the table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="IntegrityException">An actor is required, and there is none.</exception>
    /// <exception cref="NotSupportedException">The mapping of the type to tables does not support a backfill.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<HistoryBackfill> BackfillTransitionsAsync<TEntity>(
        this DbContext context, int batchSize = 1000, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        return new BackfillExecutor(context, TransitionsPlan.Of<TEntity>(context), batchSize).RunAsync(cancellationToken);
    }
}
