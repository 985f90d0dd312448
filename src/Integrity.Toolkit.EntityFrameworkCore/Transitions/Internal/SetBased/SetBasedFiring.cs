using System.Data.Common;
using Integrity.Toolkit.Infrastructure.Committing;
using Integrity.Toolkit.Infrastructure.Database.Errors;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions;

/// <summary>Moves all rows of a query: judges what is asked, and writes it in one transaction.</summary>
internal static class SetBasedFiring
{
    public static async ValueTask<FireAllResult> RunAsync<TEntity>(
        DbContext context,
        IQueryable<TEntity> query,
        MoveWish wish,
        FireAllOptions? options,
        bool async,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(query);

        var entityType = TransitionsPlan.TypeOf<TEntity>(context);
        if (query.Provider is not IAsyncQueryProvider)
        {
            throw new InvalidOperationException(
                $"The query of {entityType.ShortName()} is one in memory. Make it with the context that moves the rows.");
        }

        LostTransaction.Refuse(context);
        var move = new SetBasedMove(context, entityType, wish, options ?? FireAllOptions.None);
        wish.Demand(entityType, move.Plan, isSetBased: true);
        wish.DemandKnown(entityType, move.Plan);
        SetBasedDemands.OnePlan(move);
        SetBasedDemands.OneTable(move);
        SetBasedDemands.Actor(move);
        SetBasedDemands.Edges(move);
        SetBasedDemands.OtherBlocks(move, query);
        var writing = new SetBasedWriting(move, SetBasedDemands.Sql(move, query));

        // EF Core's own strategy, as for a save: it sees through what the toolkit makes of a provider's exception.
        var strategy = context.GetService<IExecutionStrategy>();
        return async
            ? await strategy.ExecuteAsync(
                token => AttemptAsync(writing, async: true, token), cancellationToken).ConfigureAwait(false)
            : strategy.Execute(() => Synchronous.End(new ValueTask<FireAllResult>(AttemptAsync(writing, async: false, default))));
    }

    private static async Task<FireAllResult> AttemptAsync(SetBasedWriting writing, bool async, CancellationToken cancellationToken)
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

        throw SetBasedWriting.Conflict(move, failed);
    }

    /// <summary>
    /// Whether somebody else was there: the next place in a history is taken, or a save that took it waits for the rows that are
    /// locked here, and one of the two has to end.
    /// </summary>
    private static bool IsConflict(SetBasedMove move, Exception failure)
        => new DatabaseErrors(move.Context).Explain(failure) is { } refused && refused.Kind switch
        {
            DatabaseRefusalKind.PrimaryKey or DatabaseRefusalKind.Unique => refused.Table == move.History.Table,
            DatabaseRefusalKind.Deadlock or DatabaseRefusalKind.Serialization => true,
            _ => false,
        };
}
