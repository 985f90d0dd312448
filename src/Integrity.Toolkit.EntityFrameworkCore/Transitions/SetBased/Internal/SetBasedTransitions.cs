using System.Data.Common;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Changes the status of all rows of a query: evaluates the request, and executes it in one transaction.</summary>
internal static class SetBasedTransitions
{
    public static async ValueTask<SetBasedTransitionResult> RunAsync<TEntity>(
        IQueryable<TEntity> query,
        TransitionRequest request,
        SetBasedTransitionOptions options,
        bool async,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(options);

        var context = QueryContexts.Find(query) ?? throw new InvalidOperationException(
            $"The query of {typeof(TEntity).ShortDisplayName()} does not belong to a context with transitions. Start from a "
            + "DbSet of a context that is configured with UseTransitions().");
        var entityType = TransitionsPlan.TypeOf<TEntity>(context);
        LostTransaction.ThrowIfLost(context);
        var setBased = new SetBasedRequest(context, entityType, request, options);
        request.EnsureType(entityType, setBased.Plan, isSetBased: true);
        request.EnsureKnown(entityType, setBased.Plan);
        SetBasedPreconditions.OnePlan(setBased);
        SetBasedPreconditions.OneTable(setBased);
        SetBasedPreconditions.Actor(setBased);
        SetBasedPreconditions.Edges(setBased);
        SetBasedPreconditions.OtherBlocks(setBased, query);
        var executor = new SetBasedExecutor(setBased, SetBasedPreconditions.Sql(setBased, query));

        // The strategy of EF Core, as for a save: it examines the inner exceptions of those that the toolkit throws.
        var strategy = context.GetService<IExecutionStrategy>();
        return async
            ? await strategy.ExecuteAsync(
                token => AttemptAsync(executor, async: true, token), cancellationToken).ConfigureAwait(false)
            : strategy.Execute(() => new ValueTask<SetBasedTransitionResult>(
                AttemptAsync(executor, async: false, default)).GetCompletedResult());
    }

    private static async Task<SetBasedTransitionResult> AttemptAsync(
        SetBasedExecutor executor, bool async, CancellationToken cancellationToken)
    {
        var request = executor.Move;
        var transaction = await SaveTransaction.BeginAsync(
            request.Context,
            request.Context.GetService<IRelationalConnection>(),
            async,
            cancellationToken,
            request.Method).ConfigureAwait(false);
        Exception failed;
        try
        {
            var result = await executor.WriteAsync(async, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (Exception failure) when (failure is DbException or IntegrityUpdateException)
        {
            await transaction.RollBackAsync().ConfigureAwait(false);
            failed = failure;
            if (!IsConflict(request, failure))
            {
                throw;
            }
        }
        catch
        {
            await transaction.RollBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await transaction.EndAsync().ConfigureAwait(false);
        }

        throw SetBasedExecutor.Conflict(request, failed);
    }

    /// <summary>
    /// Returns whether another writer caused the failure: it has inserted the next history row, or it waits for the rows that are
    /// locked here and the database aborts one of the two.
    /// </summary>
    private static bool IsConflict(SetBasedRequest request, Exception failure)
        => new DatabaseErrorTranslator(request.Context).Explain(failure) is { } error && error.Kind switch
        {
            DatabaseErrorKind.PrimaryKey or DatabaseErrorKind.Unique => error.Table == request.History.Table,
            DatabaseErrorKind.Deadlock or DatabaseErrorKind.Serialization => true,
            _ => false,
        };
}
