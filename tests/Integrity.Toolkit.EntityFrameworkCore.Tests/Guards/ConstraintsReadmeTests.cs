using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of constraints describes the behavior.</summary>
public abstract class ConstraintsReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Database_errors_are_reported_as_the_readme_shows()
    {
        await using var app = await AppAsync();
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlantContext>();
        var first = new Job { MachineId = 1 };
        var second = new Job { MachineId = 1 };
        db.AddRange(first, second);
        await db.SaveChangesAsync();
        first.Status = "running";
        await db.SaveChangesAsync();
        second.Status = "running";

        var told = await ConstraintsGuide.SaveAsync(db);

        Assert.Equal("Job.MachineId: job.one-running", told);
    }

    [Fact]
    public async Task A_counter_changes_with_the_save_as_the_readme_shows()
    {
        await using var app = await AppAsync();
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlantContext>();
        var (job, machine) = (new Job(), new Machine());
        db.AddRange(job, machine);
        await db.SaveChangesAsync();

        await ConstraintsGuide.StartAsync(db, job, machine);

        Assert.Equal(1, machine.Load);
    }

    [Fact]
    public async Task A_complete_database_passes_both_checks()
    {
        await using var app = await AppAsync();
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlantContext>();

        await ConstraintsGuide.CheckAsync(db);

        Assert.All(await ConstraintsGuide.PrepareAsync(db), rows => Assert.Equal(0, rows.Count));
        Assert.Null(ConstraintsGuide.Explain(db.Database, new InvalidOperationException()));
    }

    private async Task<ServiceProvider> AppAsync()
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection().AddLogging();
        ConstraintsGuide.Register(services, connect);
        var app = services.BuildServiceProvider(validateScopes: true);
        await using var scope = app.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlantContext>().Database.EnsureCreatedAsync();
        return app;
    }
}

public sealed class ConstraintsReadmeSqliteTests(SqliteDatabase database) : ConstraintsReadmeTests<SqliteDatabase>(database);

public sealed class ConstraintsReadmePostgresTests(PostgresDatabase database) : ConstraintsReadmeTests<PostgresDatabase>(database);
