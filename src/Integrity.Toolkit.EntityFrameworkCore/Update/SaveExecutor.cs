using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Executes the statements of the stages before and after those of EF Core, in one transaction.
/// </summary>
internal static class SaveExecutor
{
    public static bool IsNeeded(SaveContext save, SaveStage[] stages)
    {
        foreach (var stage in stages)
        {
            if (stage.Writes(save))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Executes a save without changed entities, for which EF Core does not call its executor.</summary>
    public static async ValueTask<int> ExecuteAloneAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        var (executor, connection) = (context.GetService<IBatchExecutor>(), context.GetService<IRelationalConnection>());
        var strategy = context.Database.CreateExecutionStrategy();
        return async
            ? await strategy.ExecuteAsync(
                token => executor.ExecuteAsync([], connection, token), cancellationToken).ConfigureAwait(false)
            : strategy.Execute(() => executor.Execute([], connection));
    }

    /// <summary>Executes one attempt. An execution strategy calls it again after a transient failure.</summary>
    public static async ValueTask<int> ExecuteAsync(
        SaveContext save,
        SaveStage[] stages,
        IRelationalConnection connection,
        Func<ValueTask<int>> inner,
        bool async,
        CancellationToken cancellationToken)
    {
        int rows;
        var transaction = await SaveTransaction.BeginAsync(save.Context, connection, async, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            rows = await WriteAsync(save, stages, inner, async, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
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

        foreach (var stage in stages)
        {
            stage.OnExecuted(save);
        }

        return rows;
    }

    private static async ValueTask<int> WriteAsync(
        SaveContext save,
        SaveStage[] stages,
        Func<ValueTask<int>> inner,
        bool async,
        CancellationToken cancellationToken)
    {
        var rows = 0;
        foreach (var stage in stages)
        {
            rows += await AsUpdateAsync(stage.WriteFirstAsync(save, async, cancellationToken)).ConfigureAwait(false);
        }

        rows += await WithoutSavepointAsync(save.Context, inner).ConfigureAwait(false);
        foreach (var stage in stages)
        {
            rows += await AsUpdateAsync(stage.WriteLastAsync(save, async, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var stage in stages)
        {
            if (stage is IVerifyingStage verifying)
            {
                await AsUpdateAsync(VerifyAsync(verifying)).ConfigureAwait(false);
            }
        }

        return rows;

        async ValueTask<int> VerifyAsync(IVerifyingStage stage)
        {
            await stage.VerifyAsync(save, async, cancellationToken).ConfigureAwait(false);
            return 0;
        }
    }

    /// <summary>
    /// Disables EF Core's own savepoint, which would duplicate that of the save and cost two more round trips.
    /// </summary>
    private static async ValueTask<int> WithoutSavepointAsync(DbContext context, Func<ValueTask<int>> inner)
    {
        var isEnabled = context.Database.AutoSavepointsEnabled;
        context.Database.AutoSavepointsEnabled = false;
        try
        {
            return await inner().ConfigureAwait(false);
        }
        finally
        {
            context.Database.AutoSavepointsEnabled = isEnabled;
        }
    }

    /// <summary>Wraps database errors in the same exception as EF Core does for its own statements.</summary>
    private static async ValueTask<int> AsUpdateAsync(ValueTask<int> writing)
    {
        try
        {
            return await writing.ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw new DbUpdateException(
                "The database rejected an additional statement of the save. See the inner exception for details.",
                exception);
        }
    }
}
