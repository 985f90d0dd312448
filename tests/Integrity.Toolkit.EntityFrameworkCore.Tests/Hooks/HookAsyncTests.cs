using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Asynchronous hooks, and synchronous saves.</summary>
public abstract class HookAsyncTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly HookLog _log = new();

    [Theory]
    [InlineData("BeforeSaveAsync")]
    [InlineData("AfterCreateAsync")]
    [InlineData("AfterCommitAsync")]
    public async Task A_synchronous_save_with_asynchronous_hooks_throws_before_any_hook_runs_and_names_the_hook(string point)
    {
        await using var app = await CreateApplicationAsync(model =>
        {
            model.Entity<Note>().HasHooks(h => h.BeforeSave(_ => _log.Calls.Add("before")));
            _ = point switch
            {
                "BeforeSaveAsync" => model.Entity<Note>().HasHooks<AsyncBeforeHooks<string>>(),
                "AfterCreateAsync" => model.Entity<Note>().HasHooks<AsyncAfterHooks<string>>(),
                _ => model.Entity<Note>().HasHooks<PatientHooks<string>>(),
            };
        });
        await using var db = app.Open();
        db.Add(new Note());

        var error = Assert.Throws<InvalidOperationException>(() => db.SaveChanges());

        Assert.Contains($"Hooks<string>.{point} on Note is asynchronous only", error.Message, StringComparison.Ordinal);
        Assert.Contains("Call SaveChangesAsync", error.Message, StringComparison.Ordinal);
        Assert.Empty(_log.Calls);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task A_synchronous_save_unrelated_to_asynchronous_hooks_succeeds()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Note>().HasHooks<AsyncAfterHooks<string>>());
        await using (var seed = app.Open())
        {
            seed.Add(new Note());
            await seed.SaveChangesAsync();
        }

        await using var db = app.Open();
        db.Add(new Plain());
        db.Notes.Single().Text = "an update";

        var rows = db.SaveChanges();

        Assert.Equal(2, rows);
    }

    [Fact]
    public async Task A_suppressed_asynchronous_hook_does_not_block_a_synchronous_save()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Note>().HasHooks<AsyncBeforeHooks<string>>());
        await using var db = app.Open();
        db.Add(new Note());

        using (db.SuppressHooks<AsyncBeforeHooks<string>>())
        {
            db.SaveChanges();
        }

        Assert.Equal(1, await db.Notes.CountAsync());
        Assert.Empty(_log.Calls);
    }

    [Fact]
    public async Task An_asynchronous_save_calls_synchronous_only_hooks()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Note>().HasHooks<RecordingHooks<Note>>());
        await using var db = app.Open();
        db.Add(new Note());

        await db.SaveChangesAsync();

        Assert.Equal(["BeforeSave Create", "BeforeCreate", "AfterCreate", "AfterSave Create", "AfterCommit Create"], _log.Calls);
    }

    [Theory]
    [InlineData(true, "async")]
    [InlineData(false, "sync")]
    public async Task A_hook_with_both_versions_runs_the_one_that_matches_the_save(bool async, string called)
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Note>().HasHooks<BothHooks<string>>());
        await using var db = app.Open();
        db.Add(new Note());

        await db.SaveAsync(async);

        Assert.Equal([$"before {called}", $"after {called}", $"commit {called}"], _log.Calls);
    }

    [Fact]
    public async Task Asynchronous_hooks_run_sequentially_and_are_all_awaited()
    {
        await using var app = await CreateApplicationAsync(model =>
        {
            model.Entity<Note>().HasHooks<AsyncBeforeHooks<string>>();
            model.Entity<Note>().HasHooks<AsyncAfterHooks<string>>();
        });
        await using var db = app.Open();
        db.AddRange(new Note { Text = "1" }, new Note { Text = "2" });

        await db.SaveChangesAsync();

        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2", "after 1", "after 2"], _log.Calls);
    }

    [Fact]
    public async Task The_cancellation_token_of_the_save_is_passed_on()
    {
        var tokens = new List<CancellationToken>();
        await using var app = await database.HookedAsync(
            model => model.Entity<Note>().HasHooks<TokenHooks<string>>(), integrity: i => i.Services.AddSingleton(tokens));
        await using var db = app.Open();
        using var cancellation = new CancellationTokenSource();
        db.Add(new Note());

        await db.SaveChangesAsync(cancellation.Token);

        Assert.Equal([cancellation.Token, cancellation.Token], tokens);
    }

    [Fact]
    public async Task A_synchronous_commit_with_asynchronous_hooks_throws_before_committing()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Note>().HasHooks<PatientHooks<string>>());
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Note());
        await db.SaveChangesAsync();

        var error = Assert.Throws<InvalidOperationException>(() => transaction.Commit());
        var inside = await db.Notes.CountAsync();
        await transaction.CommitAsync();

        Assert.Contains("PatientHooks<string>.AfterCommitAsync on Note is asynchronous only", error.Message, StringComparison.Ordinal);
        Assert.Contains("Commit with CommitAsync", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, inside);
        Assert.Equal(1, await app.Open().Notes.CountAsync());
    }

    [Fact]
    public async Task An_exception_from_an_asynchronous_hook_is_handled_like_a_synchronous_one()
    {
        await using var app = await CreateApplicationAsync(model =>
        {
            model.Entity<Note>().HasHooks<ThrowingHooks<string>>();
            model.Entity<Note>().HasHooks<AsyncAfterHooks<string>>();
        });
        await using var db = app.Open();
        db.Add(new Note { Text = "1" });

        var fault = await Assert.ThrowsAsync<HookException>(() => db.SaveChangesAsync());

        Assert.IsType<NotSupportedException>(fault.InnerException);
        Assert.Equal(["after 1"], _log.Calls);
        Assert.Contains(app.Logs.Messages, message => message.Id == 76005);
    }

    private Task<TestApplication> CreateApplicationAsync(Action<ModelBuilder> model)
        => database.HookedAsync(model, integrity: i => i.Services.AddSingleton(_log));
}

public sealed class HookAsyncSqliteTests(SqliteDatabase database) : HookAsyncTests<SqliteDatabase>(database);

public sealed class HookAsyncPostgresTests(PostgresDatabase database) : HookAsyncTests<PostgresDatabase>(database);

public sealed class AsyncBeforeHooks<TNothing>(HookLog log) : EntityHooks<Note>
{
    public override async ValueTask BeforeSaveAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        log.Calls.Add($"begin {change.Entity.Text}");
        await Task.Yield();
        log.Calls.Add($"end {change.Entity.Text}");
    }
}

public sealed class AsyncAfterHooks<TNothing>(HookLog log) : EntityHooks<Note>
{
    public override async ValueTask AfterCreateAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        await Task.Yield();
        log.Calls.Add($"after {change.Entity.Text}");
    }
}

public sealed class BothHooks<TNothing>(HookLog log) : EntityHooks<Note>
{
    public override void BeforeSave(EntityChange<Note> change) => log.Calls.Add("before sync");

    public override async ValueTask BeforeSaveAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        await Task.Yield();
        log.Calls.Add("before async");
    }

    public override void AfterCreate(EntityChange<Note> change) => log.Calls.Add("after sync");

    public override ValueTask AfterCreateAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        log.Calls.Add("after async");
        return default;
    }

    public override void AfterCommit(CommittedChange<Note> change) => log.Calls.Add("commit sync");

    public override ValueTask AfterCommitAsync(CommittedChange<Note> change)
    {
        log.Calls.Add("commit async");
        return default;
    }
}

public sealed class TokenHooks<TNothing>(List<CancellationToken> tokens) : EntityHooks<Note>
{
    public override ValueTask BeforeCreateAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        tokens.Add(cancellationToken);
        return default;
    }

    public override ValueTask AfterSaveAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        tokens.Add(cancellationToken);
        return default;
    }
}

public sealed class ThrowingHooks<TNothing> : EntityHooks<Note>
{
    public override async ValueTask AfterCreateAsync(EntityChange<Note> change, CancellationToken cancellationToken)
    {
        await Task.Yield();
        throw new NotSupportedException();
    }

    public override async ValueTask AfterCommitAsync(CommittedChange<Note> change)
    {
        await Task.Yield();
        throw new NotSupportedException();
    }
}
