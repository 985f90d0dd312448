using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Suppresses saves, and reports one written row.</summary>
public sealed class SuppressingInterceptor : SaveChangesInterceptor
{
    public bool IsOn { get; set; }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(IsOn ? InterceptionResult<int>.SuppressWithResult(1) : result);
}
