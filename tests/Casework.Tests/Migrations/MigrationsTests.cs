using Casework.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Casework.Tests.Migrations;

public sealed class MigrationsTests
{
    [Fact]
    public void The_migrations_of_sqlite_match_the_current_model() => AssertComplete(new SqliteDeskContextFactory());

    [Fact]
    public void The_migrations_of_postgresql_match_the_current_model() => AssertComplete(new PostgresDeskContextFactory());

    private static void AssertComplete<TContext>(IDesignTimeDbContextFactory<TContext> factory)
        where TContext : DbContext
    {
        using var db = factory.CreateDbContext([]);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
