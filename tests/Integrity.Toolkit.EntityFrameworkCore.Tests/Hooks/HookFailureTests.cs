using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Failed saves and failing hooks.</summary>
public abstract class HookFailureTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hook_that_fails_after_the_save_throws_an_error_stating_that_the_save_succeeded(bool async)
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Plain>().HasHooks(h => h
                .AfterCreate(_ => throw Broken)
                .AfterSave(_ => throw new NotSupportedException())
                .SaveFailed((_, _) => _calls.Add("failed")));
            model.Entity<Plain>().HasHooks(h => h.AfterCreate(_ => _calls.Add("after")).AfterCommit(_ => _calls.Add("commit")));
        });
        await using var db = app.Open();
        db.Add(new Plain());

        var fault = await Assert.ThrowsAsync<HookException>(() => db.SaveAsync(async));

        Assert.Equal(["after", "commit"], _calls);
        Assert.Equal(("hooks of Plain.AfterCreate", "Plain"), (fault.Hook, fault.Entity));
        Assert.Same(Broken, fault.InnerException);
        Assert.Equal(2, fault.InnerExceptions.Count);
        Assert.Equal(
            "hooks of Plain.AfterCreate failed after Plain was saved, and 1 more. The save was successful. Do not repeat it.",
            fault.Message);
        Assert.Equal(1, await db.Plains.CountAsync());
        Assert.False(db.ChangeTracker.HasChanges());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hook_that_fails_before_the_save_stops_it_and_the_next_save_starts_over(bool async)
    {
        var broken = true;
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Plain>().HasHooks(h => h.BeforeCreate(c => c.State<HookLog>().Calls.Add("one")));
            model.Entity<Plain>().HasHooks(h => h
                .BeforeCreate(c => _calls.Add(broken ? throw Broken : $"{c.State<HookLog>().Calls.Count}"))
                .AfterCreate(_ => _calls.Add("after"))
                .SaveFailed((c, failure) => _calls.Add($"{failure.Reason} {failure.Exception == Broken} {c.Operation} {c.Entry.State}")));
        });
        await using var db = app.Open();
        db.Add(new Plain());

        Assert.Same(Broken, await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveAsync(async)));
        var rows = await db.Plains.CountAsync();
        broken = false;
        await db.SaveAsync(async);

        Assert.Equal(0, rows);
        Assert.Equal(["Exception True Create Added", "1", "after"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_rejected_by_the_database_is_reported_once_and_runs_no_after_save_hooks(bool async)
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        db.Add(new Plain());
        app.Sql.FailNextWrite = Broken;

        var error = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveAsync(async));

        Assert.Same(Broken, error.GetBaseException());
        Assert.Equal(["before", "failed Database"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_concurrency_conflict_is_reported_once_as_a_conflict(bool async)
    {
        await using var app = await ConflictAsync();
        await using var db = app.Open();
        var plain = await db.Plains.SingleAsync();
        await app.Open().Plains.BypassIntegrity().ExecuteDeleteAsync();

        plain.Text = "new";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveAsync(async));

        Assert.Equal(["before", "failed Conflict"], _calls);
    }

    [Fact]
    public async Task A_save_canceled_midway_is_reported_as_cancelled_and_its_hooks_run_again()
    {
        await using var app = await RecordingAsync();
        await using var db = app.Open();
        db.Add(new Plain());
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));
        app.Sql.OnWrite = null;
        await db.SaveChangesAsync();

        Assert.Equal(["before", "failed Canceled", "before", "after", "commit"], _calls);
    }

    [Fact]
    public async Task A_hook_that_throws_because_of_the_canceled_token_counts_as_a_cancelled_save()
    {
        using var cancellation = new CancellationTokenSource();
        await using var app = await database.HookedAsync<Plain>(h => h
            .BeforeCreate(_ =>
            {
                cancellation.Cancel();
                cancellation.Token.ThrowIfCancellationRequested();
            })
            .SaveFailed((_, failure) => _calls.Add($"{failure.Reason}")));
        await using var db = app.Open();
        db.Add(new Plain());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));

        Assert.Equal(["Canceled"], _calls);
    }

    [Fact]
    public async Task An_exception_from_a_failure_hook_is_logged_and_the_other_hooks_are_called()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Plain>().HasHooks(h => h.SaveFailed((_, _) => throw new NotSupportedException()));
            model.Entity<Plain>().HasHooks(h => h.SaveFailed((_, _) => _calls.Add("told")));
        });
        await using var db = app.Open();
        db.Add(new Plain());
        app.Sql.FailNextWrite = Broken;

        var error = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.Same(Broken, error.GetBaseException());
        Assert.Equal(["told"], _calls);
        Assert.Contains("hooks of Plain.SaveFailed failed on Plain", Assert.Single(app.Logs.Messages, m => m.Id == 76005).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_hook_can_only_save_with_another_context()
    {
        TestApplication app = null!;
        app = await database.HookedAsync<Plain>(h => h.SaveFailed((c, _) =>
        {
            using (var other = app.Open())
            {
                other.Add(new Note { Text = "it failed" });
                other.SaveChanges();
            }

            _calls.Add("called");
            c.Context.SaveChanges();
        }));
        await using var _ = app;
        await using var db = app.Open();
        db.Add(new Plain());
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.Equal(["called"], _calls);
        Assert.Equal(1, await db.Notes.CountAsync());
        Assert.Single(app.Logs.Messages, message => message.Id == 76005);
    }

    [Fact]
    public async Task Every_entity_of_a_failed_save_is_reported_including_those_added_by_hooks()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h
                .BeforeCreate(c => c.Context.Add(new Plain()))
                .SaveFailed((c, _) => _calls.Add($"Ticket {c.Entry.State}")));
            model.Entity<Plain>().HasHooks(h => h.SaveFailed((c, _) => _calls.Add($"Plain {c.Entry.State}")));
        });
        await using var db = app.Open();
        db.Add(new Ticket());
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.Equal(["Plain Detached", "Ticket Added"], _calls.Order());
    }

    [Fact]
    public async Task A_failing_after_commit_hook_is_logged_and_the_others_run()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Plain>().HasHooks(h => h.AfterCommit(_ => throw Broken));
            model.Entity<Plain>().HasHooks(h => h.AfterCommit(_ => _calls.Add("second")));
        });
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Plain());
        await db.SaveChangesAsync();

        await transaction.CommitAsync();

        Assert.Equal(["second"], _calls);
        Assert.Null(db.Database.CurrentTransaction);
        Assert.Contains("hooks of Plain.AfterCommit failed on Plain", Assert.Single(app.Logs.Messages, m => m.Id == 76005).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_after_rollback_hook_is_logged_and_the_others_run_and_can_save()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Plain>().HasHooks(h => h.AfterRollback(_ => throw Broken));
            model.Entity<Plain>().HasHooks(h => h.AfterRollback(c =>
            {
                c.Context.ChangeTracker.Clear();
                c.Context.Add(new Note());
                c.Context.SaveChanges();
            }));
        });
        await using var db = app.Open();
        var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Plain());
        await db.SaveChangesAsync();

        await transaction.RollbackAsync();

        Assert.Single(app.Logs.Messages, message => message.Id == 76005);
        Assert.Equal((0, 1), (await db.Plains.CountAsync(), await db.Notes.CountAsync()));
    }

    [Fact]
    public async Task Reject_outside_a_before_save_hook_throws_and_explains_where_to_use_it()
    {
        EntityChange<Plain> kept = default;
        await using var app = await database.HookedAsync<Plain>(h => h
            .BeforeCreate(c => kept = c)
            .AfterCreate(c => c.Reject("too.late", "Too late."))
            .SaveFailed((c, _) => c.Reject("too.late", "Too late.")));
        await using var db = app.Open();
        db.Add(new Plain());

        app.Sql.FailNextWrite = Broken;
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var fault = await Assert.ThrowsAsync<HookException>(() => db.SaveChangesAsync());
        var later = Assert.Throws<InvalidOperationException>(() => kept.Reject("too.late", "Too late."));

        Assert.Single(app.Logs.Messages, message => message.Id == 76005);
        Assert.Contains("Call Reject in a Before... hook", fault.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("Reject was called for Plain", later.Message, StringComparison.Ordinal);
    }

    private Task<TestApplication> RecordingAsync() => database.HookedAsync<Plain>(h => h
        .BeforeSave(_ => _calls.Add("before"))
        .AfterSave(_ => _calls.Add("after"))
        .AfterCommit(_ => _calls.Add("commit"))
        .SaveFailed((_, failure) => _calls.Add($"failed {failure.Reason}")));

    private async Task<TestApplication> ConflictAsync()
    {
        var app = await RecordingAsync();
        await app.SaveAsync(new Plain());
        _calls.Clear();
        return app;
    }
}

public sealed class HookFailureSqliteTests(SqliteDatabase database) : HookFailureTests<SqliteDatabase>(database);

public sealed class HookFailurePostgresTests(PostgresDatabase database) : HookFailureTests<PostgresDatabase>(database);
