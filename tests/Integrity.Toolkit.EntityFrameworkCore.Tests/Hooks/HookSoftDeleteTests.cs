using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Hooks of soft-deletable entities.</summary>
public abstract class HookSoftDeleteTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task Children_soft_deleted_with_their_parent_run_their_own_soft_delete_hooks(CascadeTiming timing)
    {
        await using var app = await RecordingAsync();
        await app.SaveAsync(new Ticket { Comments = { new Comment(), new Comment() } });
        _calls.Clear();
        await using var db = app.Open();
        db.ChangeTracker.CascadeDeleteTiming = timing;
        var ticket = await db.Tickets.Include(x => x.Comments).SingleAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["after Comment SoftDelete", "after Comment SoftDelete", "after Ticket SoftDelete",
                "before Comment SoftDelete", "before Comment SoftDelete", "before Ticket SoftDelete"],
            _calls.Order());
    }

    [Fact]
    public async Task Unchanged_children_run_no_hooks()
    {
        await using var app = await database.HookedAsync<Attachment>(
            h => h.BeforeSave(c => _calls.Add($"{c.Operation}")).AfterSave(c => _calls.Add($"{c.Operation}")),
            o => o.UseHooks().UseSoftDelete());
        await app.SaveAsync(new Ticket { Attachments = { new Attachment() } });
        _calls.Clear();
        await using var db = app.Open();

        db.Remove(await db.Tickets.Include(x => x.Attachments).SingleAsync());
        await db.SaveChangesAsync();

        Assert.Empty(_calls);
    }

    [Fact]
    public async Task Children_restored_with_their_parent_run_their_own_restore_hooks()
    {
        await using var app = await RecordingAsync();
        await app.SaveAsync(new Ticket { Comments = { new Comment() } });
        await using (var remover = app.Open())
        {
            remover.Remove(await remover.Tickets.Include(x => x.Comments).SingleAsync());
            await remover.SaveChangesAsync();
        }

        _calls.Clear();
        await using var db = app.Open();

        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal(
            ["after Comment Restore", "after Ticket Restore", "before Comment Restore", "before Ticket Restore"], _calls.Order());
    }

    [Fact]
    public async Task Values_set_by_a_soft_delete_hook_are_saved_and_edits_of_the_caller_are_not()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h
                .BeforeSoftDelete(c =>
                {
                    _calls.Add($"before {c.Entity.Title} {c.Original(x => x.Title)}");
                    c.Entity.Code = "archived";
                })
                .AfterSoftDelete(c => _calls.Add(
                    $"after {c.IsModified(x => x.Code)} {c.IsModified(x => x.Title)} {c.IsModified(x => x.DeletedAt)}")),
            o => o.UseHooks().UseSoftDelete());
        await app.SaveAsync(new Ticket { Title = "stored" });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "edited";
        db.Remove(ticket);
        await db.SaveChangesAsync();

        var row = await app.Open().Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("stored", "archived"), (row.Title, row.Code));
        Assert.Equal(["before stored stored", "after True False True"], _calls);
    }

    [Fact]
    public async Task Values_set_by_a_soft_delete_hook_are_saved_when_the_save_is_repeated()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h.BeforeSoftDelete(c => c.Entity.Code = "archived"), o => o.UseHooks().UseSoftDelete().UseVersioning());
        await app.SaveAsync(new Ticket { Title = "stored" });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "edited";
        db.Remove(ticket);
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var (state, title, version) = (db.Entry(ticket).State, ticket.Title, ticket.Version);
        await db.SaveChangesAsync();

        Assert.Equal((EntityState.Deleted, "edited", 1), (state, title, version));
        var row = await app.Open().Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("stored", "archived", 2), (row.Title, row.Code, row.Version));
    }

    [Fact]
    public async Task A_delete_by_a_hook_is_a_soft_delete_with_its_own_hooks()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h
                .BeforeUpdate(c => c.Context.Remove(c.Entity))
                .BeforeSave(c => _calls.Add($"{c.Operation}"))
                .AfterSave(c => _calls.Add($"after {c.Operation}")),
            o => o.UseHooks().UseSoftDelete());
        await app.SaveAsync(new Ticket());
        _calls.Clear();
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Priority = 5;
        await db.SaveChangesAsync();

        Assert.Equal(["Update", "SoftDelete", "after SoftDelete"], _calls);
        Assert.NotNull((await app.Open().Tickets.OnlyDeleted().SingleAsync()).DeletedAt);
    }

    [Fact]
    public async Task A_hook_that_cancels_a_soft_delete_turns_it_into_an_update()
    {
        await using var app = await database.HookedAsync<Comment>(
            h => h
                .BeforeSoftDelete(c =>
                {
                    c.Entry.State = EntityState.Unchanged;
                    c.Entity.Text = "kept";
                })
                .AfterSave(c => _calls.Add($"{c.Operation}")),
            o => o.UseHooks().UseSoftDelete());
        await app.SaveAsync(new Ticket { Comments = { new Comment() } });
        _calls.Clear();
        await using var db = app.Open();

        db.Remove(await db.Comments.SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal(["Update"], _calls);
        Assert.Equal("kept", (await app.Open().Comments.SingleAsync()).Text);
    }

    [Fact]
    public async Task A_hook_that_rejects_a_soft_delete_leaves_everything_unchanged()
    {
        await using var app = await database.HookedAsync<Comment>(
            h => h.BeforeSoftDelete(c => c.Reject("comment.kept", "Comments stay.")), o => o.UseHooks().UseSoftDelete());
        await app.SaveAsync(new Ticket { Comments = { new Comment() } });
        await using var db = app.Open();
        var ticket = await db.Tickets.Include(x => x.Comments).SingleAsync();
        db.Remove(ticket);

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Null(ticket.DeletedAt);
        Assert.All(db.ChangeTracker.Entries().Where(e => e.Entity is Ticket or Comment), e => Assert.Equal(EntityState.Deleted, e.State));
        Assert.Equal(1, await app.Open().Tickets.CountAsync());
    }

    [Fact]
    public async Task A_status_changed_by_a_hook_is_processed_by_the_other_blocks()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h.BeforeUpdate(c => c.Entity.Status = TicketStatus.Opened),
            o => o.UseHooks().UseTransitions().UseVersioning());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Priority = 3;
        await db.SaveChangesAsync();

        Assert.Equal((TicketStatus.Opened, 2), (ticket.Status, ticket.Version));
        Assert.Equal([0, 1], await db.Entry(ticket).Transitions().Select(row => row.Sequence).ToListAsync());
    }

    private Task<TestApplication> RecordingAsync() => database.HookedAsync(
        model =>
        {
            model.Entity<Ticket>().HasHooks(h => h
                .BeforeSave(c => _calls.Add($"before Ticket {c.Operation}"))
                .AfterSave(c => _calls.Add($"after Ticket {c.Operation}")));
            model.Entity<Comment>().HasHooks(h => h
                .BeforeSave(c => _calls.Add($"before Comment {c.Operation}"))
                .AfterSave(c => _calls.Add($"after Comment {c.Operation}")));
        },
        o => o.UseHooks().UseSoftDelete());
}

public sealed class HookSoftDeleteSqliteTests(SqliteDatabase database) : HookSoftDeleteTests<SqliteDatabase>(database);

public sealed class HookSoftDeletePostgresTests(PostgresDatabase database) : HookSoftDeleteTests<PostgresDatabase>(database);
