using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

public abstract class HookSuppressionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly HookLog _log = new();

    [Fact]
    public async Task While_all_hooks_are_suppressed_none_is_called_or_created_and_that_is_logged_once()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Note>().HasHooks<UnmakeableHooks<string>>();
            model.Entity<Note>().HasHooks(h => h.BeforeSave(_ => _log.Calls.Add("inline")));
        });
        await using var db = app.Open();

        using (db.SuppressHooks())
        {
            for (var i = 0; i < 3; i++)
            {
                db.AddRange(Enumerable.Range(0, 100).Select(_ => new Note()));
                await db.SaveChangesAsync();
            }
        }

        Assert.Empty(_log.Calls);
        Assert.Equal(300, await db.Notes.CountAsync());
        Assert.Equal(
            "All hooks are suppressed for a context, as requested.",
            Assert.Single(app.Logs.Messages, message => message.Id == 76006).Text);
    }

    [Fact]
    public async Task Suppressing_a_class_includes_derived_classes_and_scopes_nest()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();

        using (db.SuppressHooks<RecordingHooks<Note>>())
        {
            using (db.SuppressHooks<RecordingHooks<Note>>())
            {
                await AddAsync(db);
            }

            await AddAsync(db);
        }

        Assert.Equal(["other", "other"], _log.Calls);
        await AddAsync(db);
        Assert.Contains("BeforeCreate", _log.Calls);
    }

    [Fact]
    public async Task Suppression_applies_to_one_context_and_scopes_end_in_any_order()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        await using var other = app.Open();
        var outer = db.SuppressHooks();
        var inner = db.SuppressHooks<RecordingHooks<Note>>();

        outer.Dispose();
        outer.Dispose();
        await AddAsync(db);
        var first = _log.Calls.ToList();
        inner.Dispose();
        await AddAsync(other);

        Assert.Equal(["other"], first);
        Assert.Contains("BeforeCreate", _log.Calls);
    }

    [Fact]
    public async Task A_save_inside_a_suppression_scope_runs_no_commit_hooks()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        using (db.SuppressHooks())
        {
            await AddAsync(db);
        }

        await transaction.CommitAsync();

        Assert.Empty(_log.Calls);
    }

    [Fact]
    public async Task A_commit_hook_sees_only_changes_from_saves_without_suppression()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.AfterCommit(c => _log.Calls.Add(
            $"{c.Operation} {string.Join(' ', c.ChangedMembers)}")));
        await app.SaveAsync(new Ticket());
        _log.Calls.Clear();
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        ticket.Priority = 1;
        await db.SaveChangesAsync();
        using (db.SuppressHooks())
        {
            ticket.Title = "quiet";
            await db.SaveChangesAsync();
        }

        await transaction.CommitAsync();

        Assert.Equal(["Update Priority"], _log.Calls);
    }

    [Fact]
    public async Task A_hook_can_save_with_hooks_suppressed()
    {
        await using var app = await database.HookedAsync(model => model.Entity<Note>().HasHooks(h => h.AfterSave(c =>
        {
            _log.Calls.Add($"{c.Operation}");
            c.Entity.Text = "touched";
            using (c.Context.SuppressHooks())
            {
                c.Context.SaveChanges();
            }
        })));
        await using var db = app.Open();

        await AddAsync(db);
        await AddAsync(db);

        Assert.Equal(["Create", "Create"], _log.Calls);
        Assert.Equal(2, await db.Notes.CountAsync(note => note.Text == "touched"));
    }

    [Fact]
    public async Task A_suppression_scope_opened_by_a_before_save_hook_applies_from_the_next_save()
    {
        var scopes = new List<IDisposable>();
        await using var app = await database.HookedAsync<Note>(h => h
            .BeforeCreate(c => scopes.Add(c.Context.SuppressHooks()))
            .AfterCreate(_ => _log.Calls.Add("after")));
        await using var db = app.Open();

        await AddAsync(db);
        await AddAsync(db);

        Assert.Equal(["after"], _log.Calls);
        Assert.Single(scopes);
    }

    [Fact]
    public async Task Other_blocks_stay_enforced()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h.BeforeSoftDelete(_ => _log.Calls.Add("called")), o => o.UseHooks().UseSoftDelete().UseVersioning());
        await using var db = app.Open();
        using var _ = db.SuppressHooks();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Empty(_log.Calls);
        Assert.Equal(2, ticket.Version);
        Assert.NotNull(ticket.DeletedAt);
    }

    [Fact]
    public async Task SuppressHooks_on_a_context_without_blocks_throws()
    {
        await using var app = await CreateApplicationAsync();
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        await using var db = new DeskContext(options.Options);

        var error = Assert.Throws<InvalidOperationException>(() => db.SuppressHooks());

        Assert.Contains("Call UseIntegrity() or another Use...() method", error.Message, StringComparison.Ordinal);
    }

    private static async Task AddAsync(DbContext db)
    {
        db.Add(new Note());
        await db.SaveChangesAsync();
    }

    private Task<TestApplication> CreateApplicationAsync() => database.HookedAsync(
        model =>
        {
            model.Entity<Note>().HasHooks<QuietableHooks<string>>();
            model.Entity<Note>().HasHooks(h => h.BeforeCreate(_ => _log.Calls.Add("other")));
        },
        integrity: i => i.Services.AddSingleton(_log));
}

public sealed class HookSuppressionSqliteTests(SqliteDatabase database) : HookSuppressionTests<SqliteDatabase>(database);

public sealed class HookSuppressionPostgresTests(PostgresDatabase database) : HookSuppressionTests<PostgresDatabase>(database);

public sealed class QuietableHooks<TNothing>(HookLog log) : RecordingHooks<Note>(log);

public sealed class UnmakeableHooks<TNothing> : EntityHooks<Note>
{
    public UnmakeableHooks() => throw new NotSupportedException();

    public override void BeforeSave(EntityChange<Note> change)
    {
    }
}
