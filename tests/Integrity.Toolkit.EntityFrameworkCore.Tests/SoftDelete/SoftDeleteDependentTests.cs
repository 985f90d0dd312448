using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteDependentTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel KeptNotes = DeskModel.With(model =>
    {
        model.Entity<Note>().HasSoftDelete();
        model.Entity<Note>().HasVersion();
    });

    [Fact]
    public async Task Owned_data_is_unchanged_when_a_ticket_is_deleted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("Bonn", 50), (row.Address.City, row.Address.Geo.Latitude));
        Assert.Equal(("mail", 99), (row.Details.Channel, row.Budget.Amount));
        Assert.Equal(["blue", "red"], row.Labels.Select(x => x.Text).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_to_many_rows_are_kept_whether_the_tags_are_loaded_or_not(bool loaded)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await (loaded ? Loaded(db) : db.Tickets).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Single((await later.Tickets.OnlyDeleted().Include(x => x.Tags).SingleAsync()).Tags);
        Assert.Single(await later.Tags.ToListAsync());
    }

    [Fact]
    public async Task The_foreign_key_of_a_tracked_note_is_kept()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var ticket = await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(ticket.Id, (await later.Notes.SingleAsync()).TicketId);
    }

    [Fact]
    public async Task An_edit_of_a_note_is_saved_with_the_deletion_of_its_ticket()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var ticket = await SeedAsync(app);
        await using var db = app.Open();
        var loaded = await Loaded(db).SingleAsync();

        loaded.Notes[0].Text = "edited";
        db.Remove(loaded);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var note = await later.Notes.SingleAsync();
        Assert.Equal(("edited", ticket.Id), (note.Text, note.TicketId));
    }

    [Fact]
    public async Task Attachments_of_a_soft_deleted_ticket_are_kept()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Single(await later.Set<Attachment>().ToListAsync());
    }

    [Fact]
    public async Task Tracked_comments_are_soft_deleted_with_the_same_deletion_id()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var ids = await later.Comments.OnlyDeleted().Select(x => EF.Property<Guid?>(x, "DeletionId")).ToListAsync();
        var id = await later.Tickets.OnlyDeleted().Select(x => EF.Property<Guid?>(x, "DeletionId")).SingleAsync();
        Assert.Equal([id, id], ids);
    }

    [Fact]
    public async Task A_previously_deleted_comment_keeps_its_own_deletion_columns()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using (var before = app.Open())
        {
            before.Remove(await before.Comments.FirstAsync());
            await before.SaveChangesAsync();
        }

        app.Clock.AdjustTime(TestTime.Start.AddDays(1));
        await using var db = app.Open();
        db.Remove(await Loaded(db.Tickets.WithDeleted()).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var times = await later.Comments.OnlyDeleted().Select(x => x.DeletedAt).ToListAsync();
        Assert.Equal([TestTime.Start, TestTime.Start.AddDays(1)], times.Order());
    }

    [Fact]
    public async Task Untracked_comments_stay_live()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(2, await later.Comments.CountAsync());
    }

    [Fact]
    public async Task A_second_save_of_the_same_context_changes_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var ticket = await SeedAsync(app);
        await using var db = app.Open();
        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();

        await db.SaveChangesAsync();

        Assert.Empty(app.Sql.Writes);
        await AssertKeptAsync(app, ticket.Id);
    }

    [Fact]
    public async Task Another_interceptor_after_the_toolkit_makes_no_difference()
    {
        await using var app = await TestApplication.CreateAsync(
            database, options: options => options.AddInterceptors(new RecordingInterceptor()));
        var ticket = await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await AssertKeptAsync(app, ticket.Id);
    }

    [Fact]
    public async Task Deleting_an_attached_ticket_keeps_its_related_rows()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        Ticket detached;
        await using (var loading = app.Open())
        {
            detached = await Loaded(loading).AsNoTracking().SingleAsync();
        }

        await using var db = app.Open();
        db.Attach(detached);
        db.Remove(detached);
        await db.SaveChangesAsync();

        await AssertKeptAsync(app, detached.Id);
    }

    [Fact]
    public async Task An_attachment_moved_to_the_deleted_ticket_keeps_its_row()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        var other = await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var attachment = await db.Set<Attachment>().SingleAsync();
        var target = await db.Tickets.SingleAsync(x => x.Id == other.Id);

        attachment.TicketId = other.Id;
        db.ChangeTracker.DetectChanges();
        db.Remove(target);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Single(await later.Set<Attachment>().ToListAsync());
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task An_unaffected_soft_deletable_versioned_note_is_neither_changed_nor_reported()
    {
        await using var app = await TestApplication.CreateAsync(database, KeptNotes);
        var ticket = await SeedAsync(app);
        await using var db = app.Open();

        db.Remove(await Loaded(db).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var note = later.Entry(await later.Notes.SingleAsync());
        Assert.Equal((ticket.Id, 1), (note.Entity.TicketId, note.Property<int>("Version").CurrentValue));
        Assert.DoesNotContain(app.Committed.Single().Changes, x => x.EntityName == "Note");
    }

    [Fact]
    public async Task A_many_to_many_row_is_deleted_with_a_hard_deleted_tag()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        var ticket = await Loaded(db).SingleAsync();

        db.Remove(ticket);
        db.Remove(ticket.Tags.Count > 0 ? ticket.Tags[0] : await db.Tags.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty((await later.Tickets.OnlyDeleted().Include(x => x.Tags).SingleAsync()).Tags);
        Assert.Empty(await later.Tags.ToListAsync());
    }

    private static IQueryable<Ticket> Loaded(DeskContext db) => Loaded(db.Tickets);

    private static IQueryable<Ticket> Loaded(IQueryable<Ticket> tickets) => tickets
        .Include(x => x.Tags).Include(x => x.Notes).Include(x => x.Attachments).Include(x => x.Comments).AsSplitQuery();

    private static Task<Ticket> SeedAsync(TestApplication app) => app.SaveAsync(new Ticket
    {
        Address = { City = "Bonn", Geo = { Latitude = 50 } },
        Details = { Channel = "mail" },
        Budget = { Amount = 99 },
        Labels = [new Label { Text = "red" }, new Label { Text = "blue" }],
        Tags = [new Tag { Name = "vip" }],
        Notes = [new Note { Text = "a note" }],
        Attachments = [new Attachment()],
        Comments = [new Comment(), new Comment()],
    });

    private static async Task AssertKeptAsync(TestApplication app, int id)
    {
        await using var later = app.Open();
        var row = await Loaded(later.Tickets.OnlyDeleted()).SingleAsync();
        Assert.Equal((id, 2), (row.Id, row.Version));
        Assert.Equal(("Bonn", 50, "mail"), (row.Address.City, row.Address.Geo.Latitude, row.Details.Channel));
        Assert.Equal(
            (2, 1, 1, 1, 2),
            (row.Labels.Count, row.Tags.Count, row.Notes.Count, row.Attachments.Count, row.Comments.Count));
        Assert.All(row.Comments, comment => Assert.NotNull(comment.DeletedAt));
    }
}

public sealed class SoftDeleteDependentSqliteTests(SqliteDatabase database) : SoftDeleteDependentTests<SqliteDatabase>(database);

public sealed class SoftDeleteDependentPostgresTests(PostgresDatabase database) : SoftDeleteDependentTests<PostgresDatabase>(database);
