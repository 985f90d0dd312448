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
    public async Task While_all_hooks_are_suppressed_none_is_called_or_even_made_and_that_is_logged_once()
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
    public async Task One_class_can_be_suppressed_with_those_derived_from_it_and_scopes_nest()
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
    public async Task Suppression_is_of_one_context_and_ends_in_any_order()
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
    public async Task A_save_that_was_made_in_the_scope_is_not_told_at_its_commit_either()
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
    public async Task At_the_commit_a_hook_is_told_of_the_saves_in_which_it_was_not_suppressed()
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
    public async Task A_scope_that_a_hook_opens_before_the_save_counts_from_the_next_save_on()
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
    public async Task Other_blocks_stay_in_force()
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
    public async Task A_context_without_any_block_has_nothing_to_suppress_and_says_so()
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
