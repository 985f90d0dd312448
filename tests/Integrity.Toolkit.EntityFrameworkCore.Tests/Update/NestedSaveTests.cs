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
    public async Task A_save_that_a_hook_makes_comes_after_the_one_it_answers()
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
    public async Task What_a_hook_removes_as_soon_as_it_is_created_was_never_there()
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
    public async Task A_transaction_that_a_hook_rolls_back_is_not_committed()
    {
        await using var app = await HookedAsync(h => h.AfterCreate(change => change.Context.Database.RollbackTransaction()));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());

        await db.SaveChangesAsync();

        Assert.Equal(["rolled back"], _calls);
    }

    [Fact]
    public async Task A_transaction_that_a_hook_commits_is_told_once()
    {
        await using var app = await HookedAsync(h => h.AfterCreate(change => change.Context.Database.CommitTransaction()));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());

        await db.SaveChangesAsync();

        Assert.Equal(["Create of "], _calls);
    }

    [Fact]
    public async Task A_transaction_that_a_hook_begins_is_not_the_one_of_the_save()
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
    public async Task Who_acted_and_why_is_known_when_the_transaction_ends_later(bool commit)
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
