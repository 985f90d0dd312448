using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>Retries after a deadlock, a serialization failure or a busy database, and counts the retries.</summary>
internal sealed class TortureStrategy(ExecutionStrategyDependencies dependencies, TortureResult tally)
    : ExecutionStrategy(dependencies, maxRetryCount: 20, maxRetryDelay: TimeSpan.FromMilliseconds(200))
{
    protected override bool ShouldRetryOn(Exception exception) => TortureResult.IsTransient(exception) && tally.Retry();

    protected override TimeSpan? GetNextDelay(Exception lastException)
        => base.GetNextDelay(lastException) is null ? null : TimeSpan.FromMilliseconds(5 + Random.Shared.Next(20));
}
