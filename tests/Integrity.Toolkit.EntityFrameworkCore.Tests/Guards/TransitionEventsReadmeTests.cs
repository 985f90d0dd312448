using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code in the README of transitions about prerequisites, firing and an outbox runs as described.</summary>
public abstract class TransitionEventsReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Prerequisites_and_idempotent_requests_work_as_the_readme_shows()
    {
        await using var db = await OpenAsync();
        var paper = await SubmittedAsync(db);
        db.Add(new PaperReview { PaperId = paper.Id });
        await db.SaveChangesAsync();

        var refused = await PaperDesk.AcceptAsync(db, paper.Id, seen: 1, "request-1");
        db.RemoveRange(await db.Set<PaperReview>().ToListAsync());
        db.AddRange(new PaperReview { PaperId = paper.Id, IsPositive = true }, new PaperReview { PaperId = paper.Id, IsPositive = true });
        await db.SaveChangesAsync();
        var late = await PaperDesk.AcceptAsync(db, paper.Id, seen: 0, "request-1");
        var accepted = await PaperDesk.AcceptAsync(db, paper.Id, seen: 1, "request-1");
        var again = await PaperDesk.AcceptAsync(db, paper.Id, seen: 1, "request-1");

        Assert.Equal(["paper.reviews", "paper.heard"], refused.Violations.Select(violation => violation.Code));
        Assert.Equal("transition.conflict", late.Violations.Single().Code);
        Assert.True(accepted is { IsAllowed: true, IsRepeated: false });
        Assert.Equal((true, 2), (again.IsRepeated, again.PreviousRecord?.Sequence));
        Assert.Equal(3, await db.TransitionsOf<Paper>().CountAsync());
    }

    [Fact]
    public async Task The_outbox_has_one_message_per_transition_and_the_relay_sends_it_until_marked()
    {
        await using var db = await OpenAsync();
        await SubmittedAsync(db);
        var post = new Post { IsOpen = false };
        var relay = new OutboxRelay(db, post, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidOperationException>(() => relay.SendAsync());
        db.ChangeTracker.Clear();

        post.IsOpen = true;
        var sent = await relay.SendAsync();

        Assert.Equal((2, 0), (sent, await relay.SendAsync()));
        Assert.Equal(["paper.Draft", "paper.Submitted"], post.Sent);
    }

    private static async Task<Paper> SubmittedAsync(PaperContext db)
    {
        var paper = new Paper();
        db.Add(paper);
        await db.SaveChangesAsync();
        db.Entry(paper).Fire(PaperTrigger.Submit);
        await db.SaveChangesAsync();
        return paper;
    }

    private async Task<PaperContext> OpenAsync()
    {
        var options = new DbContextOptionsBuilder<PaperContext>();
        (await database.CreateAsync())(options);
        PaperDesk.Use(options);
        var db = new PaperContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    private sealed class Post : IPost
    {
        public bool IsOpen { get; set; } = true;

        public List<string> Sent { get; } = [];

        public Task SendAsync(long id, string topic, string body, CancellationToken cancellationToken)
        {
            if (!IsOpen)
            {
                throw new InvalidOperationException("The post office is closed.");
            }

            Sent.Add(topic);
            return Task.CompletedTask;
        }
    }
}

public sealed class TransitionEventsReadmeSqliteTests(SqliteDatabase database) : TransitionEventsReadmeTests<SqliteDatabase>(database);

public sealed class TransitionEventsReadmePostgresTests(PostgresDatabase database) : TransitionEventsReadmeTests<PostgresDatabase>(database);
