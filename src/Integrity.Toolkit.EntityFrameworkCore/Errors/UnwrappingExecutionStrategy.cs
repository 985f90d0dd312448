using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Unwraps a translated exception that a non-retrying execution strategy, such as Npgsql's, has wrapped because it considers
/// the error transient.
/// </summary>
internal sealed class UnwrappingExecutionStrategy(IExecutionStrategy inner) : IExecutionStrategy
{
    public bool RetriesOnFailure => inner.RetriesOnFailure;

    /// <summary>Wraps the strategy of a context, if it may wrap exceptions.</summary>
    public static IExecutionStrategy Around(IExecutionStrategy strategy)
        => strategy.RetriesOnFailure || strategy is NonRetryingExecutionStrategy ? strategy : new UnwrappingExecutionStrategy(strategy);

    public TResult Execute<TState, TResult>(
        TState state,
        Func<DbContext, TState, TResult> operation,
        Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded)
    {
        try
        {
            return inner.Execute(state, operation, verifySucceeded);
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is IIntegrityError)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
            throw;
        }
    }

    public Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default)
    {
        var running = inner.ExecuteAsync(state, operation, verifySucceeded, cancellationToken);
        return running.IsCompletedSuccessfully ? running : UnwrapAsync(running);
    }

    private static async Task<TResult> UnwrapAsync<TResult>(Task<TResult> running)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is IIntegrityError)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
            throw;
        }
    }
}
