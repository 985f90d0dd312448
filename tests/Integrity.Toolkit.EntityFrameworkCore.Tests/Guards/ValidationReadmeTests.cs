using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of validation describes the behavior.</summary>
public abstract class ValidationReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Database_rules_are_checked_as_the_readme_shows()
    {
        var sql = new SqlRecorder();
        await using var app = await AppAsync(sql);
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingContext>();
        db.AddRange(
            new Invoice { Number = "2026-1", CustomerId = 1 },
            new Invoice { Number = "2026-2", CustomerId = 4711, Total = 2_000, Discount = 50 });

        var told = await ValidationGuide.SaveAsync(db);

        Assert.Equal(["customerId", "total"], told.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, sql.Commands.Count);
        if (typeof(TDatabase) == typeof(SqliteDatabase))
        {
            var page = await File.ReadAllTextAsync(Page);
            Assert.All(sql.Commands, command => Assert.Contains(command.ReplaceLineEndings("\n"), page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Rules_can_be_queried_and_observed_as_the_readme_shows()
    {
        await using var app = await AppAsync(new SqlRecorder());
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingContext>();
        db.Add(new Invoice { Number = "2026-1", CustomerId = 1, Discount = 50 });
        var observing = new DbContextOptionsBuilder();
        ValidationGuide.Adopt(observing);

        var (one, all) = await ValidationGuide.AskAsync(db, new Invoice { Number = "", CustomerId = 1 });
        var told = await ValidationGuide.SaveAsync(db);

        Assert.Equal((false, true, 0), (one.IsValid, all.IsValid, told.Count));
        Assert.Equal("range.max", all.Warnings.Single().Code);
        Assert.NotEmpty(observing.Options.Extensions);
    }

    private static string Page => Repository.Combine("src", "Integrity.Toolkit.EntityFrameworkCore", "Validation", "README.md");

    private async Task<ServiceProvider> AppAsync(SqlRecorder sql)
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection().AddLogging();
        ValidationGuide.Register(services, options =>
        {
            connect(options);
            options.AddInterceptors(sql);
        });
        var app = services.BuildServiceProvider(validateScopes: true);
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingContext>();
        await db.Database.EnsureCreatedAsync();
        db.Add(new Customer { Name = "a customer" });
        await db.SaveChangesAsync();
        sql.Commands.Clear();
        return app;
    }
}

public sealed class ValidationReadmeSqliteTests(SqliteDatabase database) : ValidationReadmeTests<SqliteDatabase>(database);

public sealed class ValidationReadmePostgresTests(PostgresDatabase database) : ValidationReadmeTests<PostgresDatabase>(database);
