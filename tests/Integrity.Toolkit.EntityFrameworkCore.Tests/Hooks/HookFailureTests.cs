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
    public async Task A_hook_that_fails_after_the_save_is_an_error_that_says_the_save_was_successful(bool async)
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
    public async Task A_hook_that_fails_before_the_save_stops_it_and_the_next_save_begins_anew(bool async)
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
    public async Task A_save_the_database_refuses_is_told_once_and_has_no_hooks_after_it(bool async)
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
    public async Task A_conflict_with_another_writer_is_told_once_as_one(bool async)
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
    public async Task A_save_that_is_cancelled_in_the_middle_is_told_as_such_and_its_hooks_run_again()
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
    public async Task A_hook_that_stops_because_the_token_is_cancelled_is_a_cancelled_save()
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
    public async Task What_a_hook_throws_about_a_failure_is_logged_and_the_others_are_told_all_the_same()
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
    public async Task A_hook_that_is_told_of_a_failure_cannot_save_the_same_again_but_can_with_another_context()
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
    public async Task Every_entity_of_a_failed_save_is_told_also_what_a_hook_added_to_it()
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
    public async Task After_the_commit_a_hook_that_fails_is_logged_and_the_others_run()
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
    public async Task After_a_rollback_a_hook_that_fails_is_logged_and_others_run_and_may_save()
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
    public async Task Reject_after_the_save_or_when_it_failed_is_an_error_that_says_where_it_belongs()
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
