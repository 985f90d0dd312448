using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of transitions describes shared histories.</summary>
public abstract class SharedHistoryReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Shared_history_queries_work_as_the_readme_shows()
    {
        var options = new DbContextOptionsBuilder<LegalContext>();
        (await database.CreateAsync())(options);
        options.UseTransitions();
        await using var db = new LegalContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        var contract = new Contract { Id = new Guid("ABCDEF01-2345-6789-ABCD-EF0123456789") };
        var claim = new Claim();
        db.AddRange(contract, claim);
        await db.SaveChangesAsync();

        using (db.ActingAs(Actor.User("ada")))
        {
            db.Entry(contract).TransitionTo("signed");
            db.Entry(claim).TransitionTo("paid");
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            ["Claim 1 open paid", "Contract abcdef01-2345-6789-abcd-ef0123456789 draft signed"],
            await LegalDesk.TodayAsync(db, DateTime.UnixEpoch));
    }
}

public sealed class SharedHistoryReadmeSqliteTests(SqliteDatabase database) : SharedHistoryReadmeTests<SqliteDatabase>(database);

public sealed class SharedHistoryReadmePostgresTests(PostgresDatabase database) : SharedHistoryReadmeTests<PostgresDatabase>(database);
