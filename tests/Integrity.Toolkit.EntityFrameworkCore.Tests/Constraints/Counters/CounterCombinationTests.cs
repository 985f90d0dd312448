using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Counters in combination with the other blocks, and with other interceptors.</summary>
public abstract class CounterCombinationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_hook_can_change_the_counter_of_another_entity_in_its_save()
    {
        await using var app = await CreateAsync();
        var engineer = await app.SaveAsync(new Engineer { Workload = 2 });
        await using var db = app.Open();
        db.Attach(engineer);

        db.Add(new Review { EngineerId = engineer.Id });
        await db.SaveChangesAsync();

        Assert.Equal((3, 3), (engineer.Workload, (await app.RowAsync(engineer.Id)).Workload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Counter_changes_made_by_a_hook_are_undone_when_the_save_fails(bool isNew)
    {
        await using var app = await CreateAsync();
        var engineer = isNew ? new Engineer { Workload = 2 } : await app.SaveAsync(new Engineer { Workload = 2 });
        await using var db = app.Open();
        db.Entry(engineer).State = isNew ? EntityState.Added : EntityState.Unchanged;
        engineer.Reviews.Add(new Review());

        app.Sql.FailNextWrite = new InvalidOperationException("broken on purpose");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var between = engineer.Workload;
        await db.SaveChangesAsync();

        Assert.Equal((2, 3, 3), (between, engineer.Workload, (await app.RowAsync(engineer.Id)).Workload));
    }

    [Fact]
    public async Task Counter_changes_made_by_a_hook_in_an_unaccepted_rolled_back_save_apply_once()
    {
        await using var app = await CreateAsync();
        var engineer = await app.SaveAsync(new Engineer { Workload = 2 });
        await using var db = app.Open();
        db.Attach(engineer);
        engineer.Reviews.Add(new Review());
        db.Entry(engineer).Increment(x => x.Workload, by: 5);
        foreach (var isLast in (bool[])[false, true])
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await (isLast ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        Assert.Equal((8, 8), (engineer.Workload, (await app.RowAsync(engineer.Id)).Workload));
    }

    [Fact]
    public async Task A_counter_change_alone_calls_no_hook_and_notifies_no_observer()
    {
        await using var app = await CreateAsync();
        var engineer = await app.SaveAsync(new Engineer { Workload = 2 });
        await using var db = app.Open();
        db.Attach(engineer);

        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();

        Assert.Empty(app.Committed);
        Assert.Equal((3, "Ada"), (engineer.Workload, engineer.Name));
    }

    [Fact]
    public async Task The_counter_of_a_soft_deleted_row_is_still_changed()
    {
        await using var app = await CreateAsync();
        var engineer = await app.SaveAsync(new Engineer { Workload = 2 });
        await using var db = app.Open();
        db.Attach(engineer);

        db.Entry(engineer).Decrement(x => x.Workload);
        db.Remove(engineer);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(1, (await later.Set<Engineer>().OnlyDeleted().SingleAsync()).Workload);
    }

    [Fact]
    public async Task An_out_of_bounds_value_assigned_by_another_interceptor_is_rejected()
    {
        await using var app = await CreateAsync(o => o.AddInterceptors(new Late()));
        var engineer = await app.SaveAsync(new Engineer { Name = "late", Workload = 2 });
        await using var db = app.Open();
        await db.Set<Engineer>().SingleAsync();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("engineer.workload.floor", Assert.Single(refused.Violations).Code);
        Assert.Equal(2, (await app.RowAsync(engineer.Id)).Workload);
    }

    [Fact]
    public async Task A_changed_owned_part_increments_the_version_alongside_an_assigned_counter()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasCounter(x => x.Priority, "ticket.priority").WithMinimum(0)),
            blocks: all => all.UseTransitions().UseSoftDelete().UseVersioning().UseConstraints());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Priority = 4;
        await db.SaveChangesAsync();
        var counted = ticket.Version;
        ticket.Priority = 5;
        ticket.Address.City = "Bonn";
        await db.SaveChangesAsync();

        Assert.Equal((1, 2), (counted, ticket.Version));
    }

    [Fact]
    public async Task A_guarded_version_permits_only_counter_changes()
    {
        await using var app = await CounterApplications.CreateAsync(database, CounterApplications.Where(engineer => engineer.HasVersion().GuardInDatabase()));
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();
        engineer.Workload = 7;
        await db.SaveChangesAsync();
        await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count);
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Name" = 'Grace'"""));

        var row = await app.RowAsync(id);
        Assert.Equal((0, 1, "Ada", DatabaseErrorKind.Guard), (row.Workload, row.Version, row.Name, refused.Database.Kind));
    }

    [Fact]
    public async Task Out_of_bounds_rows_are_found_before_the_CHECKs_are_created()
    {
        await using var app = await TestApplication.CreateAsync(database, CounterApplications.Model, blocks: all => all.UseVersioning());
        var id = await app.EngineerAsync(workload: -1);
        await using var db = app.Apart();

        var rows = await db.Database.FindViolationsAsync();

        var found = Assert.Single(rows, row => row.Count > 0);
        Assert.Equal("engineer.workload.floor", found.Code);
        Assert.Equal([id], Assert.Single(found.Keys));
    }

    private Task<TestApplication> CreateAsync(Action<DbContextOptionsBuilder>? options = null) => TestApplication.CreateAsync(
        database,
        CounterApplications.Where(engineer => engineer.HasSoftDelete()),
        options,
        blocks: all => all.UseVersioning().UseSoftDelete().UseConstraints().UseHooks(hooks => hooks.Add<CountingHooks>()));

    private sealed class Late : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            foreach (var entry in eventData.Context!.ChangeTracker.Entries<Engineer>().Where(entry => entry.State == EntityState.Unchanged))
            {
                entry.Entity.Workload = -1;
            }

            return ValueTask.FromResult(result);
        }
    }
}

public sealed class CounterCombinationSqliteTests(SqliteDatabase database) : CounterCombinationTests<SqliteDatabase>(database);

public sealed class CounterCombinationPostgresTests(PostgresDatabase database) : CounterCombinationTests<PostgresDatabase>(database);
