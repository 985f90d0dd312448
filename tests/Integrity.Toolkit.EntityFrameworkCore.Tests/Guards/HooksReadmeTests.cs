using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code in the README of hooks runs as described.</summary>
public abstract class HooksReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task The_hooks_do_what_the_readme_shows()
    {
        await using var app = await AppAsync();
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrderContext>();
        var order = new Order { Status = "paid", Total = 10 };
        db.Add(order);
        await db.SaveChangesAsync();

        order.Total = 0;
        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        await OrderDesk.ImportAsync(db);

        Assert.Equal(("order.paid", "Total"), (refused.Violations.Single().Code, refused.Violations.Single().Path));
        Assert.Equal([$"Create {order.Id}"], app.GetRequiredService<Mailer>().Sent);
        Assert.Equal("ordered by 4711", (await db.Set<OrderLog>().SingleAsync()).Text);
        Assert.NotEqual(default, order.ChangedAt);
        Assert.NotNull(order.Slug);
        Assert.Equal(0, (await db.Set<Order>().AsNoTracking().SingleAsync()).Total);
    }

    [Fact]
    public async Task The_explanation_matches_the_readme()
    {
        await using var app = await AppAsync();
        await using var scope = app.CreateAsyncScope();

        var plan = OrderDesk.Explain(scope.ServiceProvider.GetRequiredService<OrderContext>());

        var page = await File.ReadAllTextAsync(
            Repository.Combine("src", "Integrity.Toolkit.EntityFrameworkCore", "Hooks", "README.md"));
        Assert.Contains(plan.ReplaceLineEndings("\n"), page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private async Task<ServiceProvider> AppAsync()
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        services.AddSingleton<Mailer>().AddSingleton<SignedInUser>();
        services.AddDbContext<OrderContext>(options =>
        {
            connect(options);
            OrderDesk.Configure(options);
        });
        services.AddIntegrity<OrderContext>(i => i.UseActor<SignedInUser>());
        var app = services.BuildServiceProvider(validateScopes: true);
        await using var scope = app.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrderContext>().Database.EnsureCreatedAsync();
        return app;
    }
}

public sealed class HooksReadmeSqliteTests(SqliteDatabase database) : HooksReadmeTests<SqliteDatabase>(database);

public sealed class HooksReadmePostgresTests(PostgresDatabase database) : HooksReadmeTests<PostgresDatabase>(database);
