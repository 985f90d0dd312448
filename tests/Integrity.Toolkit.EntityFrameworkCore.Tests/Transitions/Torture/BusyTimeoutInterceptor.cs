using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>Lets SQLite itself wait for the other writers, for it looks again more often than its provider does, and not for the disk.</summary>
internal sealed class BusyTimeoutInterceptor : DbConnectionInterceptor
{
    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
