using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An interceptor of the application, which runs after the toolkit's.</summary>
public sealed class RecordingInterceptor : SaveChangesInterceptor
{
    public Action<DbContext>? Saving { get; init; }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Saving?.Invoke(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Saving?.Invoke(eventData.Context!);
        return ValueTask.FromResult(result);
    }
}
