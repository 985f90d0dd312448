using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Hooks that trigger other hooks, and nested saves.</summary>
public abstract class HookRoundsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task A_hook_that_keeps_adding_its_own_type_is_stopped_and_the_chain_is_named()
    {
        await using var app = await database.HookedAsync<Plain>(h => h.BeforeCreate(c =>
        {
            _calls.Add("called");
            c.Context.Add(new Plain());
        }));
        await using var db = app.Open();
        db.Add(new Plain());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Equal(HooksDefaults.MaxRounds, _calls.Count);
        Assert.Contains("hooks of Plain.BeforeCreate (Plain) -> hooks of Plain.BeforeCreate (Plain)", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxRounds", error.Message, StringComparison.Ordinal);
        Assert.Single(db.ChangeTracker.Entries());
        Assert.Equal(0, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task The_maximum_number_of_rounds_can_be_configured()
    {
        await using var app = await database.HookedAsync<Plain>(
            h => h.BeforeCreate(c =>
            {
                if (c.Entity.Text.Length < 20)
                {
                    c.Context.Add(new Plain { Text = c.Entity.Text + "x" });
                }
            }),
            o => o.UseHooks(h => h.WithMaxRounds(21)));
        await using var db = app.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Equal(21, await db.Plains.CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_inside_a_before_save_hook_throws_and_names_the_hook(bool async)
    {
        await using var app = await database.HookedAsync<Plain>(h => h.BeforeCreate(c => c.Context.SaveChanges()));
        await using var db = app.Open();
        db.Add(new Plain());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveAsync(async));

        Assert.Contains("hooks of Plain.BeforeCreate called SaveChanges on the context that is being saved", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task A_before_save_hook_can_query_and_can_save_with_another_context()
    {
        TestApplication app = null!;
        app = await database.HookedAsync<Ticket>(h => h.BeforeCreate(c =>
        {
            using var other = app.Open();
            _calls.Add($"{other.Plains.Count()} {c.Context.Set<Plain>().Count()}");
            other.Add(new Plain());
            other.SaveChanges();
        }));
        await using var _ = app;
        await using var db = app.Open();
        db.Add(new Ticket());

        await db.SaveChangesAsync();

        Assert.Equal(["0 0"], _calls);
        Assert.Equal(1, await db.Plains.CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_save_and_after_commit_hooks_can_save_again(bool async)
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h.AfterCreate(c => Log(c.Context, "after")).AfterCommit(c => Log(c.Context, "commit")));
            model.Entity<Plain>().HasHooks(h => h.AfterCreate(c => _calls.Add(c.Entity.Text)));
        });
        await using var db = app.Open();
        db.Add(new Ticket());

        await db.SaveAsync(async);

        Assert.Equal(["after", "commit"], _calls);
        Assert.Equal(2, await app.Open().Plains.CountAsync());

        static void Log(DbContext db, string text)
        {
            db.Add(new Plain { Text = text });
            db.SaveChanges();
        }
    }

    [Fact]
    public async Task Endless_saves_in_after_save_hooks_are_stopped_and_the_chain_is_named()
    {
        await using var app = await database.HookedAsync<Plain>(
            h => h.AfterCreate(c =>
            {
                _calls.Add("called");
                c.Context.AddRange(new Plain(), new Plain());
                c.Context.SaveChanges();
            }),
            o => o.UseHooks(h => h.WithMaxRounds(5)));
        await using var db = app.Open();
        db.Add(new Plain());

        var fault = await Assert.ThrowsAsync<HookException>(() => db.SaveChangesAsync());

        Assert.Equal(5, _calls.Count);
        Assert.Contains("hooks of Plain.AfterCreate -> hooks of Plain.AfterCreate", fault.GetBaseException().Message, StringComparison.Ordinal);
        _calls.Clear();
        using (db.SuppressHooks())
        {
            db.Add(new Plain());
            await db.SaveChangesAsync();
        }

        Assert.Empty(_calls);
    }

    [Fact]
    public async Task Endless_saves_in_after_commit_hooks_are_stopped_and_logged()
    {
        await using var app = await database.HookedAsync<Plain>(
            h => h.AfterCommit(c =>
            {
                _calls.Add("called");
                c.Context.Add(new Plain());
                c.Context.SaveChanges();
            }),
            o => o.UseHooks(h => h.WithMaxRounds(5)));
        await using var db = app.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Equal(5, _calls.Count);
        Assert.Single(app.Logs.Messages, message => message.Id == 76005);
    }
}

public sealed class HookRoundsSqliteTests(SqliteDatabase database) : HookRoundsTests<SqliteDatabase>(database);

public sealed class HookRoundsPostgresTests(PostgresDatabase database) : HookRoundsTests<PostgresDatabase>(database);
