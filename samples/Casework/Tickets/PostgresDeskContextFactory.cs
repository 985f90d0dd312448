using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Samples.Shared;

namespace Casework.Tickets;

/// <summary>For <c>dotnet ef migrations add Name --context PostgresDeskContext</c>.</summary>
internal sealed class PostgresDeskContextFactory : IDesignTimeDbContextFactory<PostgresDeskContext>
{
    public PostgresDeskContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDeskContext>();
        options.UseDatabase(new CaseworkDatabase(DatabaseKind.Postgres, "Host=localhost;Database=design")).UseIntegrity();
        return new PostgresDeskContext(options.Options);
    }
}
