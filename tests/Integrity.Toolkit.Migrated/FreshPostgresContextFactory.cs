using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Integrity.Toolkit.Migrated;

/// <summary>For <c>dotnet ef migrations add Name --context FreshPostgresContext</c>.</summary>
internal sealed class FreshPostgresContextFactory : IDesignTimeDbContextFactory<FreshPostgresContext>
{
    public FreshPostgresContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<FreshPostgresContext>();
        ParcelContext.Blocks(options.UseNpgsql("Host=localhost;Database=design"));
        return new FreshPostgresContext(options.Options);
    }
}
