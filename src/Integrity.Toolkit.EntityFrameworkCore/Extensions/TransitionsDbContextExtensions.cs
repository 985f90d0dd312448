using System.Linq.Expressions;
using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Reads transition histories.
/// </summary>
public static class TransitionsDbContextExtensions
{
    /// <summary>
    /// Queries the transition history of all entities of a type.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Of all entities of the type that declares them, deleted ones too: a type derived from it has no history of its own.
    /// </para>
    /// <para>
    /// Where the type has a query filter, such as a tenant's, only of entities that pass it; <c>IgnoreQueryFilters()</c> on the
    /// query asks for the others. What such a query is joined with then shows its deleted rows too: EF Core cannot ignore a filter
    /// for a part.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The query, in no order; its rows are not tracked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <example>
    /// What really happens, as a table to start from:
    /// <code>
    /// var learner = new TransitionLearner&lt;string&gt;();
    /// foreach (var row in db.TransitionsOf&lt;Ticket&gt;())
    /// {
    ///     if (row.FromState is null) learner.Begin(row.ToState);
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
    /// Queries the histories of all entity types that share a table.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Of a type with a query filter, such as a tenant's, only the rows of entities that pass it, deleted ones too, as in
    /// <see cref="TransitionsOf{TEntity}(DbContext)"/>: what is hard-deleted passes no filter. Types without one show all. Rows of types that
    /// are not in the model (any more) are not shown.
    /// </para>
    /// <para><c>IgnoreQueryFilters()</c> on the query asks for the entities of all tenants.</para>
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="table">The name of the table; needed only where the model has several that are shared.</param>
    /// <returns>The query, in no order; its rows are not tracked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">No types share a history, or several tables are shared and none is named.</exception>
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
    /// Checks whether the stored histories of a type fit together, and fit its entities. Changes nothing.
    /// </summary>
    /// <remarks>
    /// Of all entities, whatever the query filters: deleted ones and those of other tenants too. The database answers with what
    /// is broken only. While others write, what they are about to finish may be reported; ask again before you act on it.
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="mostBreaks">How many breaks are listed at most.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>What is broken, and how much there is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostBreaks"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example>
    /// <code>
    /// var report = await db.CheckHistoryAsync&lt;Ticket&gt;();
    /// foreach (var found in report.Breaks)
    /// {
    ///     Console.WriteLine($"{found.Kind} at {string.Join(',', found.Key)}, row {found.Sequence}");
    /// }
    /// </code>
    /// </example>
    public static Task<HistoryReport> CheckHistoryAsync<TEntity>(
        this DbContext context, int mostBreaks = 1000, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBreaks, 1);

        var plan = TransitionsPlan.Of<TEntity>(context);
        return HistoryOwnerQuery.Of(plan).CheckAsync(context, plan, mostBreaks, cancellationToken);
    }

    /// <summary>
    /// Answers questions about the transition history of the entity with a key, which need not be loaded, nor be there any more.
    /// </summary>
    /// <remarks>Query filters apply as in <see cref="TransitionsOf{TEntity}(DbContext)"/>.</remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="key">The values of the primary key, in its order.</param>
    /// <returns>The history.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The values do not fit the primary key.</exception>
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
                + "which the values given do not fit.",
                nameof(key));
        }

        return new EntityHistory(context, plan, key);
    }

    /// <summary>
    /// Counts what of the stored histories of a type its present table does not permit: after the table was changed, or before
    /// observe mode is left.
    /// </summary>
    /// <remarks>Of all entities, whatever the query filters. The database counts; guards are not asked.</remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The moves and beginnings off the table, with how often each occurred.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<HistoryConformance> CheckConformanceAsync<TEntity>(
        this DbContext context, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return ConformanceCheck.CheckAsync(context, TransitionsPlan.Of<TEntity>(context), cancellationToken);
    }

    /// <summary>
    /// Takes actor or reason out of history rows, where they have to be forgotten. All else stays: the chain, the times, the codes.
    /// </summary>
    /// <remarks>
    /// One statement, at once; also where the database guards the history. The rows say when it was done, the log says by whom.
    /// Query filters apply as in <see cref="TransitionsOf{TEntity}(DbContext)"/>.
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="which">Which rows.</param>
    /// <param name="details">What is taken out of them.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>How many rows had something to forget.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="details"/> says nothing.</exception>
    /// <exception cref="InvalidOperationException">
    /// The type is not in the model, or declares no transitions; or the database cannot answer <paramref name="which"/>.
    /// </exception>
    /// <exception cref="IntegrityException">An actor is required, and nobody is known to act.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example>
    /// <code>
    /// await db.RedactTransitionsAsync&lt;Ticket&gt;(row => row.ActorId == "u1");
    /// </code>
    /// </example>
    public static Task<int> RedactTransitionsAsync<TEntity>(
        this DbContext context,
        Expression<Func<TransitionRecord, bool>> which,
        TransitionDetails details = TransitionDetails.All,
        CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(which);
        if (details is not (TransitionDetails.Actor or TransitionDetails.Reason or TransitionDetails.All))
        {
            throw new ArgumentOutOfRangeException(nameof(details), details, "Say what to take out: actor, reason, or both.");
        }

        return HistoryRedaction.RunAsync(context, TransitionsPlan.Of<TEntity>(context), which, details, cancellationToken);
    }

    /// <summary>
    /// Gives entities that are older than their history its first row: their present state, when transitions are adopted.
    /// </summary>
    /// <remarks>
    /// <para>
    /// In batches, each in a transaction of its own, or all in the one that is open; may be repeated, and run while others write. Of
    /// all entities, whatever the query filters. Without this call an entity gets the row with its first move.
    /// </para>
    /// <para>
    /// Tracked entities do not follow. Their version moves by one, where they have one: reload what is to be saved.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="batchSize">How many rows are written in one transaction.</param>
    /// <param name="cancellationToken">Cancels what is left; the batches before stay.</param>
    /// <returns>How many got their row, and how many are in a state that the table does not know.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="IntegrityException">An actor is required, and nobody is known to act.</exception>
    /// <exception cref="NotSupportedException">The rows of the type are split over tables in a way that does not allow it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<HistoryBackfill> BackfillTransitionsAsync<TEntity>(
        this DbContext context, int batchSize = 1000, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        return new BackfillExecutor(context, TransitionsPlan.Of<TEntity>(context), batchSize).RunAsync(cancellationToken);
    }
}
