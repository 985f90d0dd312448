using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The hooks that are called for each operation.</summary>
public abstract class HookTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly HookLog _log = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task For_a_new_entity_the_general_hook_runs_first_before_the_save_and_last_after_it(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.Add(new Ticket());

        await db.SaveAsync(async);

        Assert.Equal(
            ["BeforeSave Create", "BeforeCreate", "AfterCreate", "AfterSave Create", "AfterCommit Create"], _log.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_entity_of_a_save_runs_the_hooks_of_its_operation(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await SeedAsync(app, 2);
        await using var db = app.Open();
        var notes = await db.Notes.OrderBy(note => note.Id).ToListAsync();

        db.Add(new Note());
        notes[0].Text = "changed";
        db.Remove(notes[1]);
        await db.SaveAsync(async);

        Assert.Equal(
            ["BeforeCreate", "BeforeDelete", "BeforeUpdate"],
            _log.Calls.Where(call => call.StartsWith("Before", StringComparison.Ordinal) && !call.Contains(' ')).Order());
        Assert.Equal(
            ["AfterCreate", "AfterDelete", "AfterUpdate"],
            _log.Calls.Where(call => call.StartsWith("After", StringComparison.Ordinal) && !call.Contains(' ')).Order());
        Assert.Equal(15, _log.Calls.Count);
    }

    [Fact]
    public async Task An_unchanged_entity_runs_no_hooks()
    {
        await using var app = await CreateApplicationAsync();
        await SeedAsync(app, 2);
        await using var db = app.Open();
        var notes = await db.Notes.ToListAsync();

        notes[0].Text = "changed";
        await db.SaveChangesAsync();

        Assert.Equal(5, _log.Calls.Count);
    }

    [Fact]
    public async Task An_empty_save_runs_no_hooks()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();

        var rows = await db.SaveChangesAsync();

        Assert.Equal(0, rows);
        Assert.Empty(_log.Calls);
    }

    [Fact]
    public async Task An_entity_changed_and_changed_back_runs_no_hooks()
    {
        await using var app = await CreateApplicationAsync();
        await SeedAsync(app, 1);
        await using var db = app.Open();
        var note = await db.Notes.SingleAsync();

        note.Text = "changed";
        note.Text = "";
        await db.SaveChangesAsync();

        Assert.Empty(_log.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_soft_delete_is_neither_an_update_nor_a_delete(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        _log.Calls.Clear();

        db.Remove(ticket);
        await db.SaveAsync(async);

        Assert.Equal(
            ["BeforeSave SoftDelete", "BeforeSoftDelete", "AfterSoftDelete", "AfterSave SoftDelete", "AfterCommit SoftDelete"],
            _log.Calls);
    }

    [Fact]
    public async Task A_soft_delete_by_assignment_is_a_soft_delete()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        _log.Calls.Clear();

        ticket.DeletedAt = TestTime.Start;
        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave SoftDelete", "BeforeSoftDelete", "AfterSoftDelete", "AfterSave SoftDelete", "AfterCommit SoftDelete"],
            _log.Calls);
    }

    [Fact]
    public async Task A_restore_is_not_an_update()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { DeletedAt = TestTime.Start });
        await using var db = app.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();
        _log.Calls.Clear();

        await db.RestoreAsync(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave Restore", "BeforeRestore", "AfterRestore", "AfterSave Restore", "AfterCommit Restore"], _log.Calls);
    }

    [Fact]
    public async Task A_hard_delete_of_a_soft_deletable_entity_is_a_delete()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        _log.Calls.Clear();

        db.HardDelete(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave Delete", "BeforeDelete", "AfterDelete", "AfterSave Delete", "AfterCommit Delete"], _log.Calls);
        Assert.Empty(await db.Tickets.IgnoreQueryFilters().ToListAsync());
    }

    [Fact]
    public async Task Deleting_an_already_deleted_entity_changes_nothing_and_runs_no_hooks()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { DeletedAt = TestTime.Start });
        await using var db = app.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();
        _log.Calls.Clear();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Empty(_log.Calls);
    }

    [Fact]
    public async Task With_soft_delete_in_observe_mode_a_removal_is_a_delete()
    {
        await using var app = await CreateApplicationAsync(o => o.UseHooks().UseSoftDelete(s => s.Observe()));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        _log.Calls.Clear();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave Delete", "BeforeDelete", "AfterDelete", "AfterSave Delete", "AfterCommit Delete"], _log.Calls);
    }

    private static async Task SeedAsync(TestApplication app, int count)
    {
        await using var db = app.Open();
        using var _ = HooksDbContextExtensions.SuppressHooks(db);
        db.AddRange(Enumerable.Range(0, count).Select(_ => new Note()));
        await db.SaveChangesAsync();
    }

    private Task<TestApplication> CreateApplicationAsync(Action<DbContextOptionsBuilder>? blocks = null)
        => database.HookedAsync(
            model =>
            {
                model.Entity<Ticket>().HasHooks<RecordingHooks<Ticket>>();
                model.Entity<Note>().HasHooks<RecordingHooks<Note>>();
            },
            blocks ?? (o => o.UseHooks().UseSoftDelete()),
            integrity: builder => builder.Services.AddSingleton(_log));
}

public sealed class HookSqliteTests(SqliteDatabase database) : HookTests<SqliteDatabase>(database);

public sealed class HookPostgresTests(PostgresDatabase database) : HookTests<PostgresDatabase>(database);
