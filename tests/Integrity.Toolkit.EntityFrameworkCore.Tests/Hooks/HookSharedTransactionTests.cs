using System.Transactions;
using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Integrity.Toolkit.Tests.Databases.Database;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Transactions that EF Core did not begin, or that are shared.</summary>
public abstract class HookSharedTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    protected List<string> Calls { get; } = [];

    [Fact]
    public async Task An_external_transaction_notifies_hooks_when_EF_Core_commits_it()
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await using var transaction = await db.Database.GetDbConnection().BeginTransactionAsync();
        await db.Database.UseTransactionAsync(transaction);
        db.Add(new Note { Text = "1" });
        await db.SaveChangesAsync();

        var before = Calls.ToList();
        await db.Database.CommitTransactionAsync();

        Assert.Equal(["after 1"], before);
        Assert.Equal(["after 1", "commit 1"], Calls);
    }

    [Fact]
    public async Task A_transaction_that_ends_outside_EF_Core_is_logged_and_runs_no_commit_or_rollback_hooks()
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await using (var transaction = await db.Database.GetDbConnection().BeginTransactionAsync())
        {
            await db.Database.UseTransactionAsync(transaction);
            db.Add(new Note { Text = "1" });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        await db.Database.UseTransactionAsync(null);
        await db.SaveChangesAsync();

        Assert.Equal(["after 1"], Calls);
        Assert.Contains(app.Logs.Messages, message => message.Id == 76002);
    }

    [Fact]
    public async Task The_commit_of_a_shared_transaction_notifies_both_contexts()
    {
        await using var app = await RecordingAsync();
        await using var first = app.Open();
        await using var second = app.Open();
        await using var transaction = await first.Database.BeginTransactionAsync();
        second.Database.SetDbConnection(first.Database.GetDbConnection());
        await second.Database.UseTransactionAsync(transaction.GetDbTransaction());
        first.Add(new Note { Text = "1" });
        await first.SaveChangesAsync();
        second.Add(new Note { Text = "2" });
        await second.SaveChangesAsync();
        await second.Database.UseTransactionAsync(null);
        Calls.Clear();

        await transaction.CommitAsync();

        Assert.Equal(["commit 1", "commit 2"], Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_retried_by_the_caller_runs_commit_hooks_once(bool accept)
    {
        await using var app = await database.HookedAsync<Note>(h => h
            .BeforeUpdate(_ => Calls.Add("before"))
            .AfterUpdate(_ => Calls.Add("after"))
            .AfterRollback(_ => Calls.Add("rollback"))
            .AfterCommit(c => Calls.Add($"commit {c.Operation}")));
        await app.SaveAsync(new Note());
        Calls.Clear();
        await using var db = app.Open();
        var note = await db.Notes.SingleAsync();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            note.Text = $"{attempt}";
            await db.SaveChangesAsync(accept);
            if (attempt == 3)
            {
                await transaction.CommitAsync();
            }
        }

        Assert.Equal(["before", "after", "rollback", "before", "after", "rollback", "before", "after", "commit Update"], Calls);
    }

    protected Task<TestApplication> RecordingAsync(Action<DbContextOptionsBuilder>? options = null) => database.HookedAsync<Note>(
        h => h
            .AfterSave(c => Calls.Add($"after {c.Entity.Text}"))
            .AfterCommit(c => Calls.Add($"commit {c.Entity.Text}"))
            .AfterRollback(c => Calls.Add($"rollback {c.Entity.Text}")),
        options: options);
}

public sealed class HookSharedTransactionSqliteTests(SqliteDatabase database) : HookSharedTransactionTests<SqliteDatabase>(database)
{
    [Fact]
    public async Task A_database_that_does_not_enlist_in_an_ambient_transaction_commits_immediately()
    {
        await using var app = await RecordingAsync(o => o.ConfigureWarnings(w => w.Ignore(RelationalEventId.AmbientTransactionWarning)));
        await using var db = app.Open();

        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Add(new Note { Text = "1" });
            await db.SaveChangesAsync();
        }

        Assert.Equal(["after 1", "commit 1"], Calls);
        Assert.Equal(1, await db.Notes.CountAsync());
    }
}

public sealed class HookSharedTransactionPostgresTests(PostgresDatabase database) : HookSharedTransactionTests<PostgresDatabase>(database)
{
    private readonly PostgresDatabase _database = database;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_an_ambient_transaction_is_reported_once(bool complete)
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        List<string> before;

        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            var note = new Note { Text = "1" };
            db.Add(note);
            await db.SaveChangesAsync();
            note.Text = "2";
            await db.SaveChangesAsync();
            before = [.. Calls];
            if (complete)
            {
                scope.Complete();
            }
        }

        Assert.Equal(["after 1", "after 2"], before);
        Assert.Equal(complete ? ["commit 2"] : ["rollback 2", "rollback 2"], Calls[2..]);
    }

    [Fact]
    public async Task After_an_ambient_transaction_a_hook_can_use_the_context_and_save()
    {
        await using var app = await _database.HookedAsync<Note>(h => h.AfterCommit(c =>
        {
            Calls.Add($"{c.Context.Set<Note>().Count()}");
            c.Context.Add(new Plain());
            c.Context.SaveChanges();
        }));
        await using var db = app.Open();

        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Add(new Note());
            await db.SaveChangesAsync();
            scope.Complete();
        }

        Assert.DoesNotContain(app.Logs.Messages, message => message.Id == 76005);
        Assert.Equal(["1"], Calls);
        Assert.Equal(1, await app.Open().Plains.CountAsync());
    }

    [Fact]
    public async Task In_an_ambient_transaction_an_asynchronous_commit_hook_throws_before_anything_runs()
    {
        await using var app = await _database.HookedAsync(model => model.Entity<Note>().HasHooks<PatientHooks<string>>());
        await using var db = app.Open();
        db.Add(new Note());
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("PatientHooks<string>.AfterCommitAsync on Note is asynchronous only", error.Message, StringComparison.Ordinal);
        Assert.Contains("instead of a TransactionScope", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_retried_by_EF_Core_runs_its_hooks_once()
    {
        await using var app = await RecordingAsync(Retrying);
        await using var db = app.Open();
        app.Sql.FailNextWrite = new Npgsql.NpgsqlException("transient", new TimeoutException());
        db.Add(new Note { Text = "1" });

        await db.SaveChangesAsync();

        Assert.Equal(["after 1", "commit 1"], Calls);
    }

    [Fact]
    public async Task A_block_retried_by_the_execution_strategy_runs_commit_hooks_once()
    {
        await using var app = await RecordingAsync(Retrying);
        await using var db = app.Open();
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(new Note { Text = $"{++attempts}" });
            await db.SaveChangesAsync();
            if (attempts < 3)
            {
                throw new Npgsql.NpgsqlException("transient", new TimeoutException());
            }

            await transaction.CommitAsync();
        });

        Assert.Equal(["after 1", "rollback 1", "after 2", "rollback 2", "after 3", "commit 3"], Calls);
    }

    private static void Retrying(DbContextOptionsBuilder options)
        => options.UseNpgsql(npgsql => npgsql.EnableRetryOnFailure(5, TimeSpan.FromMilliseconds(1), null));
}

/// <summary>Generic, so that assembly scanning ignores it.</summary>
public sealed class PatientHooks<TNothing> : EntityHooks<Note>
{
    public override async ValueTask AfterCommitAsync(CommittedChange<Note> change) => await Task.Yield();
}
