using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Integrity.Toolkit.Tests.Databases.Database;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The difference between hooks after the save and after the commit.</summary>
public abstract class HookTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_single_row_save_without_a_transaction_is_committed_when_it_returns(bool async)
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        db.Add(new Note { Text = "1" });

        await db.SaveAsync(async);

        Assert.Equal(["after 1", "commit Create 1"], _calls);
    }

    [Fact]
    public async Task A_save_without_any_transaction_is_committed_when_it_returns()
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        db.AddRange(new Note { Text = "1" }, new Note { Text = "2" });

        await db.SaveChangesAsync();

        Assert.Equal(["after 1", "after 2", "commit Create 1", "commit Create 2"], _calls);
    }

    [Fact]
    public async Task The_context_can_be_used_after_the_commit_of_a_save()
    {
        await using var app = await database.HookedAsync<Note>(h => h.AfterCommit(c => _calls.Add(
            $"{c.Context.Set<Note>().Count()} {c.Context.Database.CurrentTransaction is null}")));
        await using var db = app.Open();
        db.AddRange(new Note(), new Note());

        await db.SaveChangesAsync();

        Assert.Equal(["2 True", "2 True"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_the_callers_transaction_commit_hooks_run_once_and_only_at_the_commit(bool async)
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var note = new Note { Text = "1" };
        db.Add(note);
        await db.SaveAsync(async);
        note.Text = "2";
        await db.SaveAsync(async);

        var before = _calls.ToList();
        await EndAsync(transaction, async, commit: true);

        Assert.Equal(["after 1", "after 2"], before);
        Assert.Equal(["commit Create 2"], _calls[2..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rollback_runs_rollback_hooks_for_every_save_and_no_commit_hooks(bool async)
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var note = new Note { Text = "1" };
        db.Add(note);
        await db.SaveAsync(async);
        note.Text = "2";
        await db.SaveAsync(async);
        _calls.Clear();

        await EndAsync(transaction, async, commit: false);
        db.ChangeTracker.Clear();
        db.Add(new Note { Text = "3" });
        await db.SaveAsync(async);

        Assert.Equal(["rollback Create", "rollback Update", "after 3", "commit Create 3"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disposed_transaction_is_rolled_back(bool async)
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note { Text = "1" });
        await db.SaveAsync(async);

        if (async)
        {
            await transaction.DisposeAsync();
        }
        else
        {
            transaction.Dispose();
        }

        Assert.Equal(["after 1", "rollback Create"], _calls);
    }

    [Fact]
    public async Task Only_saves_that_survive_the_savepoints_are_committed()
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AddAsync(db, "kept");
        await transaction.CreateSavepointAsync("outer");
        await AddAsync(db, "lost");
        await transaction.CreateSavepointAsync("inner");
        await AddAsync(db, "lost too");
        _calls.Clear();

        await transaction.RollbackToSavepointAsync("outer");
        db.ChangeTracker.Clear();
        await AddAsync(db, "kept as well");
        await transaction.CommitAsync();

        Assert.Equal(["rollback Create", "rollback Create", "after kept as well", "commit Create kept", "commit Create kept as well"], _calls);
    }

    [Fact]
    public async Task An_entity_created_and_deleted_in_one_transaction_runs_no_commit_hooks()
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var note = new Note { Text = "1" };
        db.Add(note);
        await db.SaveChangesAsync();
        db.Remove(note);
        await db.SaveChangesAsync();
        _calls.Clear();

        await transaction.CommitAsync();

        Assert.Empty(_calls);
    }

    public static TheoryData<string, string> Histories => new()
    {
        { "create update", "Create" },
        { "create update delete", "" },
        { "create softdelete", "SoftDelete" },
        { "create softdelete update", "SoftDelete" },
        { "create softdelete restore", "Create" },
        { "create softdelete restore delete", "" },
        { "update update", "Update" },
        { "update softdelete", "SoftDelete" },
        { "softdelete restore", "Update" },
        { "softdelete update", "SoftDelete" },
        { "softdelete restore softdelete", "SoftDelete" },
        { "softdelete restore delete", "Delete" },
        { "update delete", "Delete" },
        { "delete create", "Update" },
        { "delete create delete", "Delete" },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task All_saves_of_a_transaction_are_combined_into_one_operation(string saves, string comeTo)
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h.AfterCommit(c => _calls.Add($"{c.Operation}")), o => o.UseHooks().UseSoftDelete());
        var isNew = saves.StartsWith("create", StringComparison.Ordinal);
        var ticket = isNew ? new Ticket() : await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        ticket = isNew ? ticket : await db.Tickets.SingleAsync();
        _calls.Clear();

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            foreach (var step in saves.Split(' '))
            {
                Apply(db, ticket, step);
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        }

        Assert.Equal(comeTo, string.Join(' ', _calls));
    }

    [Fact]
    public async Task A_row_reloaded_between_saves_is_still_one_change()
    {
        await using var app = await RecordingAsync();
        await app.SaveAsync(new Note { Text = "1" });
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var text in (string[])["2", "3"])
        {
            (await db.Notes.SingleAsync()).Text = text;
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        _calls.Clear();

        await transaction.CommitAsync();

        Assert.Equal(["commit Update 3"], _calls);
    }

    [Fact]
    public async Task After_the_caller_commits_a_hook_can_save_and_the_context_has_no_transaction()
    {
        await using var app = await database.HookedAsync(model => model.Entity<Note>().HasHooks(h => h.AfterCommit(c =>
        {
            _calls.Add($"{c.Context.Database.CurrentTransaction is null} {c.Context.Set<Note>().Count()}");
            c.Context.Add(new Plain());
            c.Context.SaveChanges();
        })));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AddAsync(db, "1");

        await transaction.CommitAsync();

        Assert.Equal(["True 1"], _calls);
        Assert.Equal(1, await app.Open().Plains.CountAsync());
    }

    private static void Apply(DbContext db, Ticket ticket, string step)
    {
        switch (step)
        {
            case "create":
                db.Add(ticket);
                break;
            case "update":
                ticket.Priority++;
                break;
            case "softdelete":
                ticket.DeletedAt = TestTime.Start;
                break;
            case "restore":
                ticket.DeletedAt = null;
                break;
            case "delete":
                db.HardDelete(ticket);
                break;
        }
    }

    private static async Task AddAsync(DbContext db, string text)
    {
        db.Add(new Note { Text = text });
        await db.SaveChangesAsync();
    }

    private static Task EndAsync(IDbContextTransaction transaction, bool async, bool commit)
    {
        if (async)
        {
            return commit ? transaction.CommitAsync() : transaction.RollbackAsync();
        }

        Action end = commit ? transaction.Commit : transaction.Rollback;
        end();
        return Task.CompletedTask;
    }

    private Task<TestApplication> RecordingAsync() => database.HookedAsync<Note>(h => h
        .AfterSave(c => _calls.Add($"after {c.Entity.Text}"))
        .AfterCommit(c => _calls.Add($"commit {c.Operation} {c.Entity.Text}"))
        .AfterRollback(c => _calls.Add($"rollback {c.Operation}")));
}

public sealed class HookTransactionSqliteTests(SqliteDatabase database) : HookTransactionTests<SqliteDatabase>(database);

public sealed class HookTransactionPostgresTests(PostgresDatabase database) : HookTransactionTests<PostgresDatabase>(database);
