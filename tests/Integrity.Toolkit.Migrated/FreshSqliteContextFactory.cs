using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Integrity.Toolkit.Migrated;

/// <summary>For <c>dotnet ef migrations add Name --context FreshSqliteContext</c>.</summary>
internal sealed class FreshSqliteContextFactory : IDesignTimeDbContextFactory<FreshSqliteContext>
{
    public FreshSqliteContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<FreshSqliteContext>();
        ParcelContext.Blocks(options.UseSqlite("Data Source=design.db"));
        return new FreshSqliteContext(options.Options);
    }
}
