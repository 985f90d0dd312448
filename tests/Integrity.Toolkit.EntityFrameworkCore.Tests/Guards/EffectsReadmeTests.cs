using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of transitions describes the effects.</summary>
public abstract class EffectsReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Transition_effects_work_as_the_readme_shows()
    {
        var options = new DbContextOptionsBuilder<ErrandContext>();
        (await database.CreateAsync())(options);
        options.UseTransitions();
        await using var db = new ErrandContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        var errand = new Errand();
        var runner = new Runner { Errands = [errand] };
        db.Add(runner);
        await db.SaveChangesAsync();

        errand.Status = ErrandStatus.Open;
        await db.SaveChangesAsync();

        Assert.Equal(1, runner.Workload);
        Assert.NotNull(errand.DueAt);
        Assert.Empty(await db.Overdue<Errand>().ToListAsync());
        errand.Status = ErrandStatus.Done;
        await db.SaveChangesAsync();
        Assert.Equal((0, null), (runner.Workload, errand.DueAt));
        Assert.NotNull(errand.DoneAt);
    }
}

public sealed class EffectsReadmeSqliteTests(SqliteDatabase database) : EffectsReadmeTests<SqliteDatabase>(database);

public sealed class EffectsReadmePostgresTests(PostgresDatabase database) : EffectsReadmeTests<PostgresDatabase>(database);
