using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Integrity.Toolkit.Migrated;

/// <summary>For <c>dotnet ef migrations add Name --context SqliteParcelContext --output-dir Migrations/Sqlite</c>.</summary>
internal sealed class SqliteParcelContextFactory : IDesignTimeDbContextFactory<SqliteParcelContext>
{
    public SqliteParcelContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteParcelContext>();
        ParcelContext.Blocks(options.UseSqlite("Data Source=design.db"));
        return new SqliteParcelContext(options.Options);
    }
}
