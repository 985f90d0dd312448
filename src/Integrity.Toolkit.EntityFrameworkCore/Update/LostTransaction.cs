using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Update;

/// <summary>
/// A transaction of the application whose connection is gone. EF Core opens another one for the next statement, and forgets the
/// transaction: what is written then would be committed, without what was written before.
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
                "The connection was lost, and with it the transaction that is open here and all that was written in it. Nothing was "
                + "written now: dispose of the transaction, and begin again.");
        }
    }
}
