using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteTimingTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(CascadeTiming.Immediate, CascadeTiming.OnSaveChanges)]
    [InlineData(CascadeTiming.OnSaveChanges, CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges, CascadeTiming.OnSaveChanges)]
    [InlineData(CascadeTiming.OnSaveChanges, CascadeTiming.Never)]
    public async Task A_deferred_cascade_soft_deletes_comments_and_keeps_the_rest(CascadeTiming cascades, CascadeTiming orphans)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = Open(app, cascades, orphans);

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Comments.ToListAsync());
        Assert.Single(await later.Comments.OnlyDeleted().ToListAsync());
        await AssertRestAsync(later);
    }

    [Theory]
    [InlineData(CascadeTiming.Never)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task Without_cascades_only_the_ticket_is_soft_deleted(CascadeTiming orphans)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = Open(app, CascadeTiming.Never, orphans);

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Single(await later.Comments.ToListAsync());
        await AssertRestAsync(later);
    }

    [Theory]
    [InlineData(CascadeTiming.Immediate, CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.Immediate, CascadeTiming.OnSaveChanges)]
    [InlineData(CascadeTiming.OnSaveChanges, CascadeTiming.OnSaveChanges)]
    [InlineData(CascadeTiming.Never, CascadeTiming.OnSaveChanges)]
    public async Task A_comment_removed_from_its_ticket_is_soft_deleted(CascadeTiming cascades, CascadeTiming orphans)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = Open(app, cascades, orphans);
        var ticket = await Loaded(db).SingleAsync();

        ticket.Comments.Clear();
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var comment = await later.Comments.OnlyDeleted().SingleAsync();
        Assert.Equal((ticket.Id, TestTime.Start), (comment.TicketId, comment.DeletedAt));
        Assert.Null((await later.Tickets.SingleAsync()).DeletedAt);
    }

    [Theory]
    [InlineData(CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task A_comment_moved_to_another_ticket_stays_live(CascadeTiming timing)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        var other = await app.SaveAsync(new Ticket());
        await using var db = Open(app, timing, timing);
        var tickets = await Loaded(db).OrderBy(x => x.Id).ToListAsync();

        var comment = tickets[0].Comments[0];
        tickets[0].Comments.Clear();
        tickets[1].Comments.Add(comment);
        db.Remove(tickets[0]);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(other.Id, (await later.Comments.SingleAsync()).TicketId);
    }

    private static DeskContext Open(TestApplication app, CascadeTiming cascades, CascadeTiming orphans)
    {
        var db = app.Open();
        db.ChangeTracker.CascadeDeleteTiming = cascades;
        db.ChangeTracker.DeleteOrphansTiming = orphans;
        return db;
    }

    private static IQueryable<Ticket> Loaded(DeskContext db) => db.Tickets
        .Include(x => x.Tags).Include(x => x.Notes).Include(x => x.Attachments).Include(x => x.Comments).AsSplitQuery();

    private static Task<Ticket> SeedAsync(TestApplication app) => app.SaveAsync(new Ticket
    {
        Address = { City = "Bonn" },
        Labels = [new Label { Text = "red" }],
        Tags = [new Tag { Name = "vip" }],
        Notes = [new Note()],
        Attachments = [new Attachment()],
        Comments = [new Comment()],
    });

    private static async Task AssertRestAsync(DeskContext later)
    {
        var row = await later.Tickets.OnlyDeleted()
            .Include(x => x.Tags).Include(x => x.Notes).Include(x => x.Attachments).AsSplitQuery().SingleAsync();
        Assert.Equal(("Bonn", 1, 1, 1, 1), (row.Address.City, row.Labels.Count, row.Tags.Count, row.Notes.Count, row.Attachments.Count));
    }
}

public sealed class SoftDeleteTimingSqliteTests(SqliteDatabase database) : SoftDeleteTimingTests<SqliteDatabase>(database);

public sealed class SoftDeleteTimingPostgresTests(PostgresDatabase database) : SoftDeleteTimingTests<PostgresDatabase>(database);
