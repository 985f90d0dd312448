using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeletePoolTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_pooled_context_discards_pending_requests()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var first = await app.SaveAsync(new Ticket());
        var second = await app.SaveAsync(new Ticket());
        var services = new ServiceCollection();
        services.AddDbContextPool<PooledContext>(options => app.Configure(options), poolSize: 1);
        services.AddIntegrity<PooledContext>(integrity => integrity.UseActor<TestActor>().UseTimeProvider(app.Clock));
        await using var application = services.BuildServiceProvider(validateScopes: true);
        PooledContext used;
        await using (var scope = application.CreateAsyncScope())
        {
            used = scope.ServiceProvider.GetRequiredService<PooledContext>();
            used.ActingAs(Actor.User("ben"), "left open");
            used.HardDelete(first);
        }

        await using (var scope = application.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
            Assert.Same(used, db);
            db.Remove(first);
            db.Remove(await db.Tickets.SingleAsync(x => x.Id == second.Id));
            await db.SaveChangesAsync();
        }

        await using var later = app.Open();
        Assert.Equal(2, await later.Tickets.OnlyDeleted().CountAsync());
        Assert.All(
            await later.Tickets.OnlyDeleted().Select(x => EF.Property<string?>(x, "DeletedBy")).ToListAsync(),
            by => Assert.Equal("anna", by));
    }
}

public sealed class SoftDeletePoolSqliteTests(SqliteDatabase database) : SoftDeletePoolTests<SqliteDatabase>(database);

public sealed class SoftDeletePoolPostgresTests(PostgresDatabase database) : SoftDeletePoolTests<PostgresDatabase>(database);
