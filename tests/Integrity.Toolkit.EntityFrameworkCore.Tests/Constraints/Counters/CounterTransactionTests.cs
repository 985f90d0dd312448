using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

public abstract class CounterTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rolling_back_a_transaction_also_restores_the_counter_of_the_entity(bool disposed)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Entry(engineer).Increment(x => x.Workload);
            await db.SaveChangesAsync();
            db.Entry(engineer).Increment(x => x.Workload, by: 2);
            await db.SaveChangesAsync();
            Assert.Equal(5, engineer.Workload);
            await (disposed ? Task.CompletedTask : transaction.RollbackAsync());
        }

        var state = (engineer.Workload, db.Entry(engineer).Property(x => x.Workload).OriginalValue, db.Entry(engineer).State);
        await db.SaveChangesAsync();

        Assert.Equal((2, 2, EntityState.Unchanged), state);
        Assert.Equal(2, (await app.RowAsync(id)).Workload);
    }

    [Fact]
    public async Task Rolling_back_to_a_savepoint_undoes_later_changes()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Entry(engineer).Increment(x => x.Workload);
            await db.SaveChangesAsync();
            await transaction.CreateSavepointAsync("here");
            db.Entry(engineer).Increment(x => x.Workload, by: 4);
            await db.SaveChangesAsync();
            await transaction.RollbackToSavepointAsync("here");
            await transaction.CommitAsync();
        }

        Assert.Equal((3, 3), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task Earlier_changes_by_others_are_kept_when_a_transaction_is_rolled_back()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Workload" = 7""");
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(engineer).Increment(x => x.Workload);
            await db.SaveChangesAsync();
        }

        Assert.Equal(7, engineer.Workload);
    }

    [Fact]
    public async Task A_rejected_save_leaves_the_callers_transaction_usable()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 0);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            engineer.Name = "Grace";
            db.Entry(engineer).Decrement(x => x.Workload);
            await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
            db.Entry(engineer).Increment(x => x.Workload, by: 2);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        var row = await app.RowAsync(id);
        Assert.Equal(("Grace", 1, 2), (row.Name, row.Workload, row.Version));
    }

    [Fact]
    public async Task Saving_without_accepting_changes_the_counter_once()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        db.Entry(engineer).Increment(x => x.Workload);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        await db.SaveChangesAsync();

        Assert.Equal((3, 3), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task Saving_without_accepting_in_a_custom_retry_block_changes_the_counter_once()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        engineer.Name = "Grace";
        db.Entry(engineer).Increment(x => x.Workload);
        foreach (var isLast in (bool[])[false, false, true])
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await (isLast ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        db.ChangeTracker.AcceptAllChanges();
        await db.SaveChangesAsync();

        var row = await app.RowAsync(id);
        Assert.Equal((3, 3, "Grace"), (engineer.Workload, row.Workload, row.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_save_keeps_the_change_pending_for_the_next_one(bool asynchronous)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        engineer.Name = "Grace";
        db.Entry(engineer).Increment(x => x.Workload);

        app.Sql.FailNextWrite = new InvalidOperationException("broken on purpose");
        await Assert.ThrowsAnyAsync<Exception>(async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());
        var between = (engineer.Workload, engineer.Version, (await app.RowAsync(id)).Workload);
        await db.SaveChangesAsync();

        Assert.Equal((2, 1, 2), between);
        Assert.Equal((3, 3), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task A_canceled_save_keeps_the_change_pending_for_the_next_one()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        db.Entry(engineer).Increment(x => x.Workload).Increment(x => x.Views);
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));
        var between = (engineer.Workload, (await app.RowAsync(id)).Workload);
        app.Sql.OnWrite = null;
        await db.SaveChangesAsync();

        Assert.Equal((2, 2), between);
        Assert.Equal((3, 3), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task A_failed_update_undoes_the_counter_change()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Version" = 9""");
        engineer.Name = "Grace";
        db.Entry(engineer).Increment(x => x.Workload);

        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal((2, 2), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task A_pooled_context_discards_unsaved_changes()
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection()
            .AddDbContextPool<PooledEngineers>(options => { connect(options); options.UseConstraints(); }, poolSize: 1)
            .BuildServiceProvider();
        await using (var db = services.CreateAsyncScope().ServiceProvider.GetRequiredService<PooledEngineers>())
        {
            await db.Database.EnsureCreatedAsync();
            var engineer = db.Add(new Engineer()).Entity;
            await db.SaveChangesAsync();
            db.Entry(engineer).Increment(x => x.Workload);
        }

        await using var next = services.CreateAsyncScope().ServiceProvider.GetRequiredService<PooledEngineers>();
        await next.SaveChangesAsync();

        Assert.Equal(0, (await next.Set<Engineer>().SingleAsync()).Workload);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_of_an_entity_that_is_no_longer_tracked_are_discarded(bool cleared)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Engineer>().SingleAsync()).Increment(x => x.Workload);

        entry.State = cleared ? entry.State : EntityState.Detached;
        (cleared ? db.ChangeTracker.Clear : (Action)(() => { }))();
        await db.SaveChangesAsync();

        Assert.Equal(2, (await app.RowAsync(id)).Workload);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task A_save_suppressed_by_another_interceptor_keeps_the_change_pending_for_the_next_one()
    {
        var suppressor = new SuppressingInterceptor();
        await using var app = await CounterApplications.CreateAsync(database, options: o => o.AddInterceptors(suppressor));
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        db.Entry(engineer).Increment(x => x.Workload);

        suppressor.IsOn = true;
        await db.SaveChangesAsync();
        var between = (await app.RowAsync(id)).Workload;
        suppressor.IsOn = false;
        await db.SaveChangesAsync();

        Assert.Equal((2, 3), (between, (await app.RowAsync(id)).Workload));
    }
}

public sealed class CounterTransactionSqliteTests(SqliteDatabase database) : CounterTransactionTests<SqliteDatabase>(database);

public sealed class CounterTransactionPostgresTests(PostgresDatabase database) : CounterTransactionTests<PostgresDatabase>(database);
