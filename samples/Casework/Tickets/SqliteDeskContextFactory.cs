using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Casework.Tickets;

/// <summary>For <c>dotnet ef migrations add Name --context SqliteDeskContext</c>.</summary>
internal sealed class SqliteDeskContextFactory : IDesignTimeDbContextFactory<SqliteDeskContext>
{
    public SqliteDeskContext CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<SqliteDeskContext>()
            .UseSqlite("Data Source=design.db")
            .UseSoftDelete()
            .UseVersioning()
            .UseTransitions()
            .Options);
}
