using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Update;

/// <summary>The effects of hooks after a save on its transaction.</summary>
public abstract class NestedSaveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Databases.Database
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task A_save_made_by_a_hook_comes_after_the_save_that_triggered_it()
    {
        await using var app = await HookedAsync(h => h.AfterUpdate(change =>
        {
            if (change.Entity.Text == "second")
            {
                change.Entity.Text = "third";
                change.Context.SaveChanges();
            }
        }));
        await app.SaveAsync(new Note { Text = "first" });
        _calls.Clear();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        (await db.Notes.SingleAsync()).Text = "second";

        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal(["Update of first"], _calls);
    }

    [Fact]
    public async Task An_entity_removed_by_a_hook_on_creation_runs_no_commit_hooks()
    {
        await using var app = await HookedAsync(h => h.AfterCreate(change =>
        {
            change.Context.Remove(change.Entity);
            change.Context.SaveChanges();
        }));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());

        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Empty(_calls);
    }

    [Fact]
    public async Task A_transaction_rolled_back_by_a_hook_is_not_committed()
    {
        await using var app = await HookedAsync(h => h.AfterCreate(change => change.Context.Database.RollbackTransaction()));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());

        await db.SaveChangesAsync();

        Assert.Equal(["rolled back"], _calls);
    }

    [Fact]
    public async Task A_transaction_committed_by_a_hook_runs_commit_hooks_once()
    {
        await using var app = await HookedAsync(h => h.AfterCreate(change => change.Context.Database.CommitTransaction()));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());

        await db.SaveChangesAsync();

        Assert.Equal(["Create of "], _calls);
    }

    [Fact]
    public async Task A_transaction_started_by_a_hook_is_separate_from_the_save()
    {
        await using var app = await HookedAsync(h => h.AfterCreate(change => change.Context.Database.BeginTransaction()));
        await using var db = app.Open();
        db.Add(new Note());

        await db.SaveChangesAsync();
        var told = _calls.ToList();
        await db.Database.RollbackTransactionAsync();

        Assert.Equal(["Create of "], told);
        Assert.Equal(told, _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Actor_and_reason_are_kept_until_the_transaction_ends(bool commit)
    {
        var builder = new DbContextOptionsBuilder<DeskContext>();
        (await database.CreateAsync())(builder);
        builder.UseHooks();
        var model = DeskModel.With(desk => desk.Entity<Note>().HasHooks<Note>(h => h
            .AfterCommit(change => _calls.Add($"{change.Actor}"))
            .AfterRollback(change => _calls.Add($"{change.Actor} {change.Reason}"))));
        await using var db = new DeskContext(builder.Options, model);
        await db.Database.EnsureCreatedAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());
        using (db.ActingAsSystem("import", reason: "nightly"))
        {
            await db.SaveChangesAsync();
        }

        await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());

        Assert.Equal([commit ? "System:import" : "System:import nightly"], _calls);
    }

    private Task<TestApplication> HookedAsync(Action<InlineHooksBuilder<Note>> hooks)
        => database.HookedAsync<Note>(h =>
        {
            hooks(h);
            h.AfterCommit(change => _calls.Add($"{change.Operation} of {change.Original(x => x.Text)}"))
                .AfterRollback(_ => _calls.Add("rolled back"));
        });
}

public sealed class NestedSaveSqliteTests(SqliteDatabase database) : NestedSaveTests<SqliteDatabase>(database);

public sealed class NestedSavePostgresTests(PostgresDatabase database) : NestedSaveTests<PostgresDatabase>(database);
