using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class RestoreTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Reactions = DeskModel.With(model =>
    {
        model.Entity<Attachment>();
        model.Entity<Reaction>().HasOne<Attachment>().WithMany(x => x.Reactions);
        model.Entity<Reaction>().HasSoftDelete().AllowHardCascade();
    });

    [Fact]
    public async Task A_canceled_restore_changes_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket { Comments = [new Comment()] };
        db.Add(ticket);
        await db.SaveChangesAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.RestoreAsync(ticket, cancellation.Token));

        Assert.NotNull(ticket.DeletedAt);
        Assert.False(db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task A_restored_ticket_is_live_again_with_empty_deletion_columns_and_a_new_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await DeletedAsync(app);
        await using var db = app.Open();

        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.Include(x => x.Tags).Include(x => x.Notes).SingleAsync());
        Assert.Equal((3, 1, 1, 1), (row.Entity.Version, row.Entity.Tags.Count, row.Entity.Notes.Count, row.Entity.Labels.Count));
        Assert.Null(row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Null(row.Property<string?>("DeletionReason").CurrentValue);
        Assert.Null(row.Property<Guid?>("DeletionId").CurrentValue);
        Assert.Contains(
            app.Committed.Single().Changes, x => (x.EntityName, x.Operation) == ("Ticket", EntityOperation.Restore));
    }

    [Fact]
    public async Task A_restore_includes_only_rows_of_the_same_deletion()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket
        {
            Comments = [new Comment { Text = "before" }, new Comment { Text = "together" }, new Comment { Text = "since" }],
        });
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Comments.SingleAsync(x => x.Text == "before"));
            await deleting.SaveChangesAsync();
            deleting.ChangeTracker.Clear();
            deleting.Remove(await deleting.Tickets.Include(x => x.Comments.Where(x => x.Text == "together")).SingleAsync());
            await deleting.SaveChangesAsync();
            deleting.Remove(await deleting.Comments.SingleAsync(x => x.Text == "since"));
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();
        var restored = await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(2, restored);
        Assert.Equal("together", (await later.Comments.SingleAsync()).Text);
        Assert.Equal(2, await later.Comments.OnlyDeleted().CountAsync());
    }

    [Fact]
    public async Task Of_two_deletions_at_the_same_time_one_can_be_restored_alone()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var one = await app.SaveAsync(new Ticket { Comments = [new Comment()] });
        await app.SaveAsync(new Ticket { Comments = [new Comment()] });
        await using (var deleting = app.Open())
        {
            deleting.RemoveRange(await deleting.Tickets.Include(x => x.Comments).ToListAsync());
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();
        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync(x => x.Id == one.Id));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(one.Id, (await later.Tickets.SingleAsync()).Id);
        Assert.Equal(one.Id, (await later.Comments.SingleAsync()).TicketId);
    }

    [Fact]
    public async Task A_restore_includes_soft_deletable_rows_below_rows_that_are_not_soft_deletable()
    {
        await using var app = await TestApplication.CreateAsync(database, Reactions);
        await app.SaveAsync(new Ticket { Attachments = [new Attachment { Reactions = [new Reaction()] }] });
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Tickets.Include(x => x.Attachments).ThenInclude(x => x.Reactions).SingleAsync());
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();
        var deleted = await db.Set<Reaction>().CountAsync();
        var restored = await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal((0, 2), (deleted, restored));
        Assert.Single(await later.Set<Reaction>().ToListAsync());
    }

    [Fact]
    public async Task Restoring_a_live_row_does_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        app.Sql.Commands.Clear();

        var restored = await db.RestoreAsync(ticket);
        await db.SaveChangesAsync();

        Assert.Equal((0, 1), (restored, ticket.Version));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task Assigning_null_to_the_deletion_time_is_a_restore()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await DeletedAsync(app);
        await using var db = app.Open();

        (await db.Tickets.OnlyDeleted().SingleAsync()).DeletedAt = null;
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.SingleAsync());
        Assert.Equal(3, row.Entity.Version);
        Assert.Null(row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Null(row.Property<Guid?>("DeletionId").CurrentValue);
    }

    [Fact]
    public async Task A_restore_fails_when_another_writer_saved_first()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await DeletedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();
        await using (var faster = app.Open())
        {
            (await faster.Tickets.OnlyDeleted().SingleAsync()).Title = "faster";
            await faster.SaveChangesAsync();
        }

        await db.RestoreAsync(ticket);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        await using var later = app.Open();
        Assert.Equal("faster", (await later.Tickets.OnlyDeleted().SingleAsync()).Title);
    }

    [Fact]
    public async Task A_failed_restore_can_be_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await DeletedAsync(app);
        await using var db = app.Open();
        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(3, (await later.Tickets.SingleAsync()).Version);
        Assert.Single(await later.Comments.ToListAsync());
    }

    [Fact]
    public async Task A_row_can_be_deleted_restored_and_deleted_in_one_context()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Comments = [new Comment()] });
        await using var db = app.Open();
        var ticket = await db.Tickets.Include(x => x.Comments).SingleAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();
        await db.RestoreAsync(ticket);
        await db.SaveChangesAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(4, (await later.Tickets.OnlyDeleted().SingleAsync()).Version);
        Assert.Single(await later.Comments.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task Only_a_loaded_entity_with_soft_delete_can_be_restored()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Plain());
        await using var db = app.Open();
        var plain = await db.Plains.SingleAsync();

        var notSoft = await Assert.ThrowsAsync<InvalidOperationException>(() => db.RestoreAsync(plain));
        var detached = await Assert.ThrowsAsync<InvalidOperationException>(() => db.RestoreAsync(new Ticket()));

        Assert.Contains("Plain is not soft-deletable", notSoft.Message, StringComparison.Ordinal);
        Assert.Contains("OnlyDeleted()", detached.Message, StringComparison.Ordinal);
    }

    private static async Task DeletedAsync(TestApplication app)
    {
        await app.SaveAsync(new Ticket
        {
            Labels = [new Label()], Tags = [new Tag()], Notes = [new Note()], Comments = [new Comment()],
        });
        await using var db = app.Open();
        db.Remove(await db.Tickets.Include(x => x.Tags).Include(x => x.Notes).Include(x => x.Comments).SingleAsync());
        await db.SaveChangesAsync();
        app.Committed.Clear();
    }
}

public sealed class RestoreSqliteTests(SqliteDatabase database) : RestoreTests<SqliteDatabase>(database);

public sealed class RestorePostgresTests(PostgresDatabase database) : RestoreTests<PostgresDatabase>(database);
