using Microsoft.EntityFrameworkCore;

namespace Samples.Shared;

internal static class CaseworkDatabaseExtensions
{
    public static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, CaseworkDatabase database)
        => database.Kind == DatabaseKind.Postgres
            ? options.UseNpgsql(database.ConnectionString)
            : options.UseSqlite(database.ConnectionString);
}
