using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Integrity.Toolkit.Migrated;

/// <summary>For <c>dotnet ef migrations add Name --context PostgresParcelContext --output-dir Migrations/Postgres</c>.</summary>
internal sealed class PostgresParcelContextFactory : IDesignTimeDbContextFactory<PostgresParcelContext>
{
    public PostgresParcelContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresParcelContext>();
        ParcelContext.Blocks(options.UseNpgsql("Host=localhost;Database=design"));
        return new PostgresParcelContext(options.Options);
    }
}
