using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Hooks in combination with interceptors of the application.</summary>
public abstract class HookInterceptorTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    private readonly List<string> _calls = [];

    [Fact]
    public async Task When_another_interceptor_throws_the_hooks_are_notified_and_run_again()
    {
        var other = new Interceptor { Saving = () => throw Broken };
        await using var app = await RecordingAsync(other);
        await using var db = app.Open();
        db.Add(new Plain());

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        other.Saving = null;
        await db.SaveChangesAsync();

        Assert.Equal(["before", "failed Abandoned", "before", "after", "commit"], _calls);
    }

    [Fact]
    public async Task A_save_suppressed_by_another_interceptor_runs_no_after_save_hooks()
    {
        var other = new Interceptor { Suppress = true };
        await using var app = await RecordingAsync(other);
        await using var db = app.Open();
        db.Add(new Plain());

        var rows = await db.SaveChangesAsync();
        other.Suppress = false;
        var calls = _calls.ToList();
        await db.SaveChangesAsync();

        Assert.Equal(42, rows);
        Assert.Equal(["before", "failed Abandoned"], calls);
        Assert.Equal(["before", "after", "commit"], _calls[2..]);
    }

    [Fact]
    public async Task An_interceptor_that_fails_after_the_save_does_not_affect_the_hooks()
    {
        await using var app = await RecordingAsync(new Interceptor { Saved = () => throw Broken });
        await using var db = app.Open();
        db.Add(new Plain());

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Equal(["before", "after", "commit"], _calls);
    }

    [Fact]
    public async Task An_entity_added_by_another_interceptor_is_saved_without_hooks()
    {
        var other = new Interceptor();
        await using var app = await RecordingAsync(other);
        await using var db = app.Open();
        db.Add(new Plain());
        other.Saving = () => db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Equal(["before", "after", "commit"], _calls);
        Assert.Equal(2, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task A_conflict_suppressed_by_another_interceptor_is_not_reported_as_a_failure()
    {
        await using var app = await RecordingAsync(new Interceptor { SuppressConflict = true });
        await SeedAsync(app);
        await using var db = app.Open();
        var plain = await db.Plains.SingleAsync();
        await app.Open().Plains.BypassIntegrity().ExecuteDeleteAsync();
        _calls.Clear();

        plain.Text = "new";
        await db.SaveChangesAsync();

        Assert.Equal(["before", "after", "commit"], _calls);
    }

    [Fact]
    public async Task Changes_made_in_the_SavingChanges_event_run_hooks()
    {
        await using var app = await RecordingAsync(new Interceptor());
        await using var db = app.Open();
        db.SavingChanges += (_, _) => db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Equal(["before", "after", "commit"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_earlier_interceptor_that_suppresses_or_fails_prevents_the_hooks_from_running(bool suppresses)
    {
        var other = new Interceptor { Suppress = suppresses, Saving = suppresses ? null : () => throw Broken };
        await using var app = await RecordingAsync(
            new Interceptor(), o => ((IDbContextOptionsBuilderInfrastructure)o).AddOrUpdateExtension(new Early(other)));
        await using var db = app.Open();
        db.Add(new Plain());

        var rows = suppresses ? await db.SaveChangesAsync() : 0;
        if (!suppresses)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        }

        (other.Suppress, other.Saving) = (false, null);
        var calls = _calls.Count;
        await db.SaveChangesAsync();

        Assert.Equal((suppresses ? 42 : 0, 0), (rows, calls));
        Assert.Equal(["before", "after", "commit"], _calls);
    }

    private static async Task SeedAsync(TestApplication app)
    {
        await using var db = app.Open();
        db.Add(new Plain());
        await db.SaveChangesAsync();
    }

    private Task<TestApplication> RecordingAsync(Interceptor other, Action<DbContextOptionsBuilder>? first = null) => database.HookedAsync<Plain>(
        h => h
            .BeforeSave(_ => _calls.Add("before"))
            .AfterSave(_ => _calls.Add("after"))
            .AfterCommit(_ => _calls.Add("commit"))
            .SaveFailed((_, failure) => _calls.Add($"failed {failure.Reason}")),
        blocks: o =>
        {
            first?.Invoke(o);
            o.UseHooks();
        },
        options: o => o.AddInterceptors(other));

    /// <summary>Registers an interceptor before those of later extensions.</summary>
    private sealed class Early(Interceptor interceptor) : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new EarlyInfo(this);

        public void ApplyServices(IServiceCollection services) => services.AddSingleton<IInterceptor>(interceptor);

        public void Validate(IDbContextOptions options)
        {
        }

        private sealed class EarlyInfo(Early early) : DbContextOptionsExtensionInfo(early)
        {
            public override bool IsDatabaseProvider => false;

            public override string LogFragment => "";

            public override int GetServiceProviderHashCode() => early.GetHashCode();

            public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other.Extension == Extension;

            public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            {
            }
        }
    }

    private sealed class Interceptor : SaveChangesInterceptor
    {
        public Action? Saving { get; set; }

        public Action? Saved { get; init; }

        public bool Suppress { get; set; }

        public bool SuppressConflict { get; init; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Saving?.Invoke();
            return ValueTask.FromResult(Suppress ? InterceptionResult<int>.SuppressWithResult(42) : result);
        }

        public override ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Saved?.Invoke();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
            ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(SuppressConflict ? InterceptionResult.Suppress() : result);
    }
}

public sealed class HookInterceptorSqliteTests(SqliteDatabase database) : HookInterceptorTests<SqliteDatabase>(database);

public sealed class HookInterceptorPostgresTests(PostgresDatabase database) : HookInterceptorTests<PostgresDatabase>(database);
