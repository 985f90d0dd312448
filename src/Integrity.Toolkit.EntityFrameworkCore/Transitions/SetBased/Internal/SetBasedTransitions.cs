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

/// <summary>Moves all rows of a query: judges what is asked, and writes it in one transaction.</summary>
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
            $"The query of {typeof(TEntity).ShortDisplayName()} does not belong to a context with transitions. Start from a DbSet of a "
            + "context that is configured with UseTransitions().");
        var entityType = TransitionsPlan.TypeOf<TEntity>(context);
        LostTransaction.ThrowIfLost(context);
        var move = new SetBasedRequest(context, entityType, request, options);
        request.EnsureType(entityType, move.Plan, isSetBased: true);
        request.EnsureKnown(entityType, move.Plan);
        SetBasedPreconditions.OnePlan(move);
        SetBasedPreconditions.OneTable(move);
        SetBasedPreconditions.Actor(move);
        SetBasedPreconditions.Edges(move);
        SetBasedPreconditions.OtherBlocks(move, query);
        var writing = new SetBasedExecutor(move, SetBasedPreconditions.Sql(move, query));

        // EF Core's own strategy, as for a save: it sees through what the toolkit makes of a provider's exception.
        var strategy = context.GetService<IExecutionStrategy>();
        return async
            ? await strategy.ExecuteAsync(
                token => AttemptAsync(writing, async: true, token), cancellationToken).ConfigureAwait(false)
            : strategy.Execute(() => new ValueTask<SetBasedTransitionResult>(AttemptAsync(writing, async: false, default)).GetCompletedResult());
    }

    private static async Task<SetBasedTransitionResult> AttemptAsync(SetBasedExecutor writing, bool async, CancellationToken cancellationToken)
    {
        var move = writing.Move;
        var transaction = await SaveTransaction.BeginAsync(
            move.Context,
            move.Context.GetService<IRelationalConnection>(),
            async,
            cancellationToken,
            move.Method).ConfigureAwait(false);
        Exception failed;
        try
        {
            var result = await writing.WriteAsync(async, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (Exception failure) when (failure is DbException or IntegrityUpdateException)
        {
            await transaction.RollBackAsync().ConfigureAwait(false);
            failed = failure;
            if (!IsConflict(move, failure))
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

        throw SetBasedExecutor.Conflict(move, failed);
    }

    /// <summary>
    /// Whether somebody else was there: the next place in a history is taken, or a save that took it waits for the rows that are
    /// locked here, and one of the two has to end.
    /// </summary>
    private static bool IsConflict(SetBasedRequest move, Exception failure)
        => new DatabaseErrorTranslator(move.Context).Explain(failure) is { } refused && refused.Kind switch
        {
            DatabaseErrorKind.PrimaryKey or DatabaseErrorKind.Unique => refused.Table == move.History.Table,
            DatabaseErrorKind.Deadlock or DatabaseErrorKind.Serialization => true,
            _ => false,
        };
}
