using Integrity.Toolkit.Tests.Constraints.Counters;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Constraints;

/// <summary>Waiting for locks, which differs between the databases.</summary>
public sealed class RowLockWaitTests(SqliteDatabase sqlite, PostgresDatabase postgres)
    : IClassFixture<SqliteDatabase>, IClassFixture<PostgresDatabase>, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");

    [Fact]
    public async Task On_PostgreSQL_nowait_fails_immediately()
    {
        await using var app = await CounterApplications.CreateAsync(postgres);
        var id = await app.EngineerAsync(workload: 2);
        await using var one = app.Open();
        await using var other = app.Open();
        await using var holding = await one.Database.BeginTransactionAsync();
        await one.LockAsync(await one.Set<Engineer>().SingleAsync(x => x.Id == id));
        await using var asking = await other.Database.BeginTransactionAsync();
        var engineer = await other.Set<Engineer>().SingleAsync(x => x.Id == id);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => other.LockAsync(engineer, nowait: true));

        Assert.Equal((DatabaseErrorKind.LockTimeout, true), (failure.Database.Kind, failure.Database.CanRetry));
    }

    [Fact]
    public async Task On_PostgreSQL_a_waiting_lock_gets_the_row_when_it_is_released()
    {
        await using var app = await CounterApplications.CreateAsync(postgres);
        var id = await app.EngineerAsync(workload: 2);
        await using var one = app.Open();
        await using var other = app.Open();
        var engineer = await other.Set<Engineer>().SingleAsync(x => x.Id == id);
        await using var holding = await one.Database.BeginTransactionAsync();
        await one.LockAsync(await one.Set<Engineer>().SingleAsync(x => x.Id == id));
        await using var asking = await other.Database.BeginTransactionAsync();

        var waiting = other.LockAsync(engineer, reload: true);
        await one.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Workload" = 9""");
        var isDone = waiting.IsCompleted;
        await holding.CommitAsync();
        await waiting;

        Assert.Equal((false, 9), (isDone, engineer.Workload));
    }

    [Fact]
    public async Task On_SQLite_an_EF_Core_transaction_already_holds_the_lock()
    {
        await using var app = await CounterApplications.CreateAsync(sqlite);
        var id = await app.EngineerAsync(workload: 2);
        await using var one = app.Open();
        await using var holding = await one.Database.BeginTransactionAsync();
        await one.LockAsync(await one.Set<Engineer>().SingleAsync(x => x.Id == id), nowait: true);

        await using var other = app.Open();
        other.Database.SetCommandTimeout(1);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => other.Database.BeginTransactionAsync());

        Assert.Contains(Assert.IsType<SqliteException>(failure.GetBaseException()).SqliteErrorCode, (int[])[5, 6]);
    }

    [Fact]
    public async Task On_SQLite_a_deferred_transaction_acquires_the_lock_on_request()
    {
        await using var one = Deferred();
        await one.Database.EnsureCreatedAsync();
        one.Add(new Engineer { Id = 1 });
        await one.SaveChangesAsync();
        await one.Database.OpenConnectionAsync();
        await using var deferred = ((SqliteConnection)one.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await one.Database.UseTransactionAsync(deferred);
        await using var other = Deferred();
        var before = await Record.ExceptionAsync(() => RenameAsync(other));

        await one.LockAsync(await one.Set<Engineer>().AsTracking().SingleAsync());
        var after = await Record.ExceptionAsync(() => RenameAsync(other));

        Assert.Null(before);
        Assert.Equal(5, Assert.IsType<SqliteException>(after!.GetBaseException()).SqliteErrorCode);
    }

    public void Dispose() => File.Delete(_path);

    private static Task<int> RenameAsync(PooledEngineers db)
        => db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Name" = 'Grace'""");

    private PooledEngineers Deferred()
        => new(new DbContextOptionsBuilder<PooledEngineers>()
            .UseSqlite($"Data Source={_path};Pooling=False;Default Timeout=1")
            .UseConstraints()
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
            .Options);
}
