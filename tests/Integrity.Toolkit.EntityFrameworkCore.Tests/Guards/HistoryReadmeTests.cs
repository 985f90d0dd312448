using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of transitions describes histories.</summary>
public abstract class HistoryReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task History_queries_return_what_the_readme_shows()
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        Quickstart.Register(services, connect);
        services.AddSingleton<SignedInUser>();
        services.AddSingleton<Notifier>();
        await using var app = services.BuildServiceProvider();
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeskContext>();
        await db.Database.EnsureCreatedAsync();
        var ticket = db.Add(new Ticket { Title = "a title" }).Entity;
        await db.SaveChangesAsync();
        using (db.ActingAs(Actor.User("u1")))
        {
            db.Entry(ticket).TransitionTo("open");
            db.Entry(ticket).TransitionTo("closed", "done");
            await db.SaveChangesAsync();
        }

        var (then, asNew, why, closed) = await HistoryGuide.AskAsync(db, ticket.Id, DateTime.UnixEpoch);
        var (report, conformance) = await HistoryGuide.CheckAsync(db);
        await HistoryGuide.ForgetAsync(db);

        Assert.Equal((null, "done", 1), (then, why, closed));
        Assert.True(asNew >= TimeSpan.Zero);
        Assert.True(report.IsValid && conformance.IsValid);
        Assert.Equal(0, await HistoryGuide.AdoptAsync(db));
        Assert.False(await db.TransitionsOf<Ticket>().AnyAsync(row => row.ActorId == "u1"));
    }
}

public sealed class HistoryReadmeSqliteTests(SqliteDatabase database) : HistoryReadmeTests<SqliteDatabase>(database);

public sealed class HistoryReadmePostgresTests(PostgresDatabase database) : HistoryReadmeTests<PostgresDatabase>(database);
