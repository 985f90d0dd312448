using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Samples.Shared;

namespace Casework.Tickets;

/// <summary>For <c>dotnet ef migrations add Name --context SqliteDeskContext</c>.</summary>
internal sealed class SqliteDeskContextFactory : IDesignTimeDbContextFactory<SqliteDeskContext>
{
    public SqliteDeskContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDeskContext>();
        options.UseDatabase(new CaseworkDatabase(DatabaseKind.Sqlite, "Data Source=design.db")).UseIntegrity();
        return new SqliteDeskContext(options.Options);
    }
}
