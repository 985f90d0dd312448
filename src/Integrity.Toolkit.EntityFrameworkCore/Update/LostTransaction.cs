using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Detects a transaction of the application whose connection was lost. EF Core opens a new connection for the next statement
/// and ignores the transaction: that statement would be committed without the earlier ones.
/// </summary>
internal static class LostTransaction
{
    public static bool Is(DbContext context)
        => context.Database.CurrentTransaction is TrackedTransaction
            && context.Database.GetDbConnection().State is ConnectionState.Closed or ConnectionState.Broken;

    public static void ThrowIfLost(DbContext context)
    {
        if (Is(context))
        {
            throw new InvalidOperationException(
                "The connection was lost, and the current transaction was rolled back. Nothing was saved. Dispose of the "
                + "transaction and begin a new one.");
        }
    }
}
