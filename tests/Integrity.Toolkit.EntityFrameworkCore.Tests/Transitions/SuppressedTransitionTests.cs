using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Effects;
using Integrity.Toolkit.Tests.Transitions.Events;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Another interceptor suppresses a save or fails, before or after the toolkit has processed it.</summary>
public abstract class SuppressedTransitionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly EventRecorder _events = new();
    private readonly Other _other = new();

    [Theory]
    [InlineData(true, true, 0)]
    [InlineData(true, true, 3)]
    [InlineData(true, false, 0)]
    [InlineData(true, false, 3)]
    [InlineData(false, true, 0)]
    [InlineData(false, false, 0)]
    [InlineData(false, false, 3)]
    public async Task A_suppressed_save_keeps_the_transitions_pending_for_the_next_one(bool async, bool before, int rows)
    {
        await using var app = await CreateApplicationAsync(before);
        var (ada, known, added, db) = await FiredAsync(app);
        var was = Tracked(db);
        _other.Suppress = rows;

        Assert.Equal(rows, await SaveModes.SaveAsync(db, async));

        Assert.Equal(was, Tracked(db));
        Assert.Empty(app.Sql.Writes);
        Assert.Equal(before ? [] : ["recording", "discarded"], Moments());
        await NextSaveAsync(app, db, ada, known, added, async);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_save_failed_by_another_interceptor_keeps_the_transitions_pending_for_the_next_one(bool async, bool before)
    {
        await using var app = await CreateApplicationAsync(before);
        var (ada, known, added, db) = await FiredAsync(app);
        var was = Tracked(db);
        _other.Saving = () => throw new InvalidTimeZoneException("broken on purpose");

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => SaveModes.SaveAsync(db, async));

        // EF Core raises no event, so the toolkit reverts its changes in the next save.
        Assert.Empty(app.Sql.Writes);
        Assert.Equal(before, was.SequenceEqual(Tracked(db)));
        await NextSaveAsync(app, db, ada, known, added, async, before ? [] : ["discarded"]);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public async Task An_interceptor_that_fails_after_the_save_undoes_nothing(bool async, bool before, bool within)
    {
        await using var app = await CreateApplicationAsync(before);
        var (ada, known, added, db) = await FiredAsync(app);
        await using var transaction = within ? await db.Database.BeginTransactionAsync() : null;
        _other.Saved = () => throw new InvalidTimeZoneException("broken on purpose");

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => SaveModes.SaveAsync(db, async));
        await (transaction?.CommitAsync() ?? Task.CompletedTask);

        Assert.Equal(["recording", "committed"], Moments());
        Assert.Equal(0, await SaveModes.SaveAsync(db, async));
        Assert.Equal("Open Waiting Open Done", await StatesAsync(app, known));
        Assert.Equal("Open", await StatesAsync(app, added));
        Assert.Equal((1, 1), ((await app.WorkloadsAsync())[0], ada.Workload));
        Assert.Single(app.Committed);
        await db.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_that_failed_afterwards_and_was_rolled_back_continues_from_the_stored_state(bool before)
    {
        await using var app = await CreateApplicationAsync(before);
        var (ada, known, _, db) = await FiredAsync(app);
        await using (await db.Database.BeginTransactionAsync())
        {
            _other.Saved = () => throw new InvalidTimeZoneException("broken on purpose");
            await Assert.ThrowsAsync<InvalidTimeZoneException>(() => db.SaveChangesAsync());
        }

        Assert.Equal(["recording", "discarded"], Moments());
        db.Entry(known).Fire(Reopen);
        await db.SaveChangesAsync();

        Assert.StartsWith("Open ", await StatesAsync(app, known), StringComparison.Ordinal);
        Assert.Equal((1, 1), ((await app.WorkloadsAsync())[0], ada.Workload));
        await db.DisposeAsync();
    }

    private async Task NextSaveAsync(TestApplication app, DbContext db, Worker ada, Job known, Job added, bool async, params string[] late)
    {
        _events.Calls.Clear();
        await SaveModes.SaveAsync(db, async);

        Assert.Equal([.. late, "recording", "committed"], Moments());
        Assert.Equal("Open Waiting Open Done", await StatesAsync(app, known));
        Assert.Equal("Open", await StatesAsync(app, added));
        Assert.Equal((1, 1), ((await app.WorkloadsAsync())[0], ada.Workload));
        Assert.Equal(TestTime.Start, known.DoneAt!.Value.UtcDateTime);
        Assert.Single(app.Committed);
        Assert.Equal(0, await SaveModes.SaveAsync(db, async));
        await db.DisposeAsync();
    }

    /// <summary>Returns all tracked entities, with their values and modified properties.</summary>
    private static List<string> Tracked(DbContext db) => [.. db.ChangeTracker.Entries().Select(entry
        => $"{entry.State} {entry.Metadata.ShortName()} {string.Join(' ', entry.Properties.Select(property
            => $"{property.Metadata.Name}={property.CurrentValue}{(property.IsModified ? "!" : "")}"))}").Order()];

    private IEnumerable<string> Moments() => _events.Calls.Select(call => call[..call.IndexOf(' ', StringComparison.Ordinal)]);

    /// <summary>Returns a job that was fired three times, and a new one, both of the same worker.</summary>
    private async Task<(Worker Ada, Job Known, Job Added, DbContext Db)> FiredAsync(TestApplication app)
    {
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        var db = app.Open();
        var (ada, known, added) = (
            await db.Set<Worker>().SingleAsync(),
            await db.Set<Job>().SingleAsync(),
            new Job { Status = Open, WorkerId = worker });
        db.Entry(known).Fire(Wait);
        db.Entry(known).Fire(Continue);
        db.Entry(known).Fire(Finish);
        db.Add(added);
        db.ChangeTracker.DetectChanges();
        _events.Calls.Clear();
        return (ada, known, added, db);
    }

    private static async Task<string> StatesAsync(TestApplication app, Job job)
    {
        await using var db = app.Open();
        var row = await db.Set<Job>().SingleAsync(x => x.Id == job.Id);
        var rows = await db.Entry(row).Transitions().ToListAsync();
        HistoryQueries.AssertUnbroken(rows, row.Status.ToString());
        return string.Join(' ', rows.Select(each => each.ToState));
    }

    private Task<TestApplication> CreateApplicationAsync(bool before) => TestApplication.CreateAsync(
        database,
        EffectsApplication.Model,
        options => _ = before ? options : options.AddInterceptors(_other),
        integrity => integrity.Services.AddSingleton(_events),
        blocks =>
        {
            if (before)
            {
                ((IDbContextOptionsBuilderInfrastructure)blocks).AddOrUpdateExtension(new Earlier(_other));
            }

            blocks.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()).UseSoftDelete().UseVersioning().UseConstraints();
        });

    /// <summary>Another interceptor, which executes a given action once.</summary>
    private sealed class Other : SaveChangesInterceptor
    {
        public int? Suppress { get; set; }

        public Action? Saving { get; set; }

        public Action? Saved { get; set; }

        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        {
            (var saving, Saving) = (Saving, null);
            (var suppress, Suppress) = (Suppress, null);
            saving?.Invoke();
            return suppress is { } rows ? InterceptionResult<int>.SuppressWithResult(rows) : result;
        }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(SavingChanges(eventData, result));

        public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
        {
            (var saved, Saved) = (Saved, null);
            saved?.Invoke();
            return result;
        }

        public override ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(SavedChanges(eventData, result));
    }

    /// <summary>Registers an interceptor before those of later options.</summary>
    private sealed class Earlier(IInterceptor interceptor) : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new Same(this);

        public void ApplyServices(IServiceCollection services) => services.AddSingleton(interceptor);

        public void Validate(IDbContextOptions options)
        {
        }

        private sealed class Same(Earlier extension) : DbContextOptionsExtensionInfo(extension)
        {
            public override bool IsDatabaseProvider => false;

            public override string LogFragment => "";

            public override int GetServiceProviderHashCode() => 0;

            public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other.Extension == Extension;

            public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            {
            }
        }
    }
}

public sealed class SuppressedTransitionSqliteTests(SqliteDatabase database) : SuppressedTransitionTests<SqliteDatabase>(database);

public sealed class SuppressedTransitionPostgresTests(PostgresDatabase database) : SuppressedTransitionTests<PostgresDatabase>(database);

public sealed class SuppressedTransitionSqliteLedgerTests(SqliteLedgerDatabase database) : SuppressedTransitionTests<SqliteLedgerDatabase>(database);

public sealed class SuppressedTransitionPostgresLedgerTests(PostgresLedgerDatabase database)
    : SuppressedTransitionTests<PostgresLedgerDatabase>(database);
