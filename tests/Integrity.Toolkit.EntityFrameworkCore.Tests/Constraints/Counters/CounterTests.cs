using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

public abstract class CounterTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_counter_change_is_applied_to_the_stored_value_instead_of_the_loaded_one(bool asynchronous)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Workload" = 5""");
        app.Sql.Commands.Clear();

        db.Entry(engineer).Increment(x => x.Workload, by: 3);
        var before = engineer.Workload;
        var rows = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal((2, 8, 1), (before, engineer.Workload, rows));
        Assert.Equal((8, 1), ((await app.RowAsync(id)).Workload, (await app.RowAsync(id)).Version));
        Assert.Single(app.Sql.Writes);
    }

    [Fact]
    public async Task After_the_save_the_entity_has_the_stored_value_and_is_unchanged()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();
        var entry = db.Entry(engineer);
        app.Sql.Commands.Clear();
        var rows = await db.SaveChangesAsync();

        Assert.Equal(EntityState.Unchanged, entry.State);
        Assert.Equal((3, 3, 1), (engineer.Workload, entry.Property(x => x.Workload).OriginalValue, engineer.Version));
        Assert.Equal(0, rows);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task Several_changes_of_one_counter_need_one_statement_and_opposite_changes_none()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        db.Entry(engineer)
            .Increment(x => x.Workload, by: 3).Decrement(x => x.Workload, by: 2).Increment(x => x.Workload)
            .Increment(x => x.Mood).Decrement(x => x.Mood)
            .Increment(x => x.Views, by: 7);
        await db.SaveChangesAsync();

        Assert.Equal(2, app.Sql.Writes.Count());
        Assert.Equal((4, (short)0, 7L), (engineer.Workload, engineer.Mood, engineer.Views));
    }

    [Fact]
    public async Task Counter_changes_are_sent_after_the_other_changes_of_the_save()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        engineer.Name = "Grace";
        db.Add(new Review { EngineerId = id });

        db.Entry(engineer).Increment(x => x.Workload);
        var rows = await db.SaveChangesAsync();

        var row = await app.RowAsync(id);
        Assert.Equal(("Grace", 3, 2, 2), (row.Name, row.Workload, row.Version, rows));
        Assert.Contains("\"Workload\" +", app.Sql.Writes.Last(), StringComparison.Ordinal);
        Assert.Equal((3, 2), (engineer.Workload, engineer.Version));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_below_the_minimum_is_rejected_and_nothing_is_saved(bool asynchronous)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 1);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        engineer.Name = "Grace";
        db.Add(new Review { EngineerId = id });

        db.Entry(engineer).Decrement(x => x.Workload, by: 2);
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(
            async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());

        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("engineer.workload.floor", "Engineer", "Workload"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal([id], violation.Key);
        Assert.Same(engineer, Assert.Single(refused.Entries).Entity);
        Assert.Equal((DatabaseErrorKind.Check, "Engineer", "Engineer"), (refused.Database.Kind, refused.Database.Table, refused.Database.Entity));
        Assert.Equal(["Workload"], refused.Database.Columns);
        Assert.Equal(["Workload"], refused.Database.Members);
        Assert.NotNull(refused.Database.Constraint);
        Assert.False(refused.Database.CanRetry);
        var row = await app.RowAsync(id);
        Assert.Equal(("Ada", 1, 0), (row.Name, row.Workload, await db.Set<Review>().CountAsync()));
        Assert.Equal((1, 1, EntityState.Modified), (engineer.Workload, engineer.Version, db.Entry(engineer).State));
    }

    [Theory]
    [InlineData(9, 2, 10, false)]
    [InlineData(9, 1, 10, true)]
    [InlineData(9, 2, null, true)]
    public async Task A_maximum_can_be_another_column_of_the_row(int workload, int by, int? capacity, bool permitted)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload, capacity);
        await using var db = app.Open();
        db.Entry(await db.Set<Engineer>().SingleAsync()).Increment(x => x.Workload, by);

        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(permitted ? null : "engineer.workload.ceiling", (failure as IntegrityUpdateException)?.Violations[0].Code);
        Assert.Equal(permitted ? workload + by : workload, (await app.RowAsync(id)).Workload);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task A_maximum_can_be_a_constant(long by, bool permitted)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 0);
        await using var db = app.Open();
        db.Entry(await db.Set<Engineer>().SingleAsync()).Increment(x => x.Mood, by);

        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(permitted ? null : "engineer.mood.ceiling", (failure as IntegrityUpdateException)?.Violations[0].Code);
        Assert.Equal(permitted ? by : 0, (await app.RowAsync(id)).Mood);
    }

    [Fact]
    public async Task The_range_of_the_property_type_is_a_bound()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 0, capacity: null);
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync($"""UPDATE "Engineer" SET "Views" = {long.MaxValue - 1}""");
        var engineer = await db.Set<Engineer>().SingleAsync();

        db.Entry(engineer).Increment(x => x.Views);
        await db.SaveChangesAsync();
        db.Entry(engineer).Increment(x => x.Views);
        var views = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        db.Entry(engineer).Decrement(x => x.Views).Increment(x => x.Workload, by: int.MaxValue + 1L);
        var workload = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("engineer.views.ceiling", views.Violations[0].Code);
        Assert.Equal("engineer.workload.ceiling", workload.Violations[0].Code);
        Assert.Equal(long.MaxValue, (await app.RowAsync(id)).Views);
    }

    [Fact]
    public async Task A_missing_row_is_a_conflict()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 1);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "Engineer" """);

        db.Entry(engineer).Increment(x => x.Workload);
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal("engineer.workload.gone", Assert.Single(conflict.Violations).Code);
        Assert.Equal([id], Assert.Single(conflict.Conflicts).Key);
        Assert.Equal(1, engineer.Workload);
    }

    [Fact]
    public async Task A_rejected_change_stays_pending_until_the_opposite_change_cancels_it()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 0);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        db.Entry(engineer).Decrement(x => x.Workload);

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();

        Assert.Equal(0, (await app.RowAsync(id)).Workload);
    }

    [Fact]
    public async Task An_out_of_bounds_counter_can_return_to_its_bounds_in_steps()
    {
        await using var app = await CounterApplications.CreateAsync(
            database, CounterApplications.Where(e => e.HasCounter(x => x.Favours, "engineer.loose").WithMinimum(0).WithMaximum(5).WithoutCheckConstraint()));
        var id = await app.EngineerAsync(workload: 0);
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Favours" = 9""");
        db.Entry(await db.Set<Engineer>().SingleAsync()).Decrement(x => x.Favours);

        await db.SaveChangesAsync();

        Assert.Equal(8, (await app.RowAsync(id)).Favours);
    }

    [Fact]
    public async Task A_counter_can_be_changed_without_loading_the_row()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 4);
        await using var db = app.Open();
        var engineer = new Engineer { Id = id };

        db.Attach(engineer);
        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();

        Assert.Equal((5, 5), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task Rows_are_updated_in_key_order_regardless_of_call_order()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 1);
        await app.EngineerAsync(workload: 1);
        var last = await app.EngineerAsync(workload: 0);
        await using var db = app.Open();
        var engineers = await db.Set<Engineer>().OrderByDescending(x => x.Id).ToListAsync();
        engineers.ForEach(engineer => db.Entry(engineer).Decrement(x => x.Workload));

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal([last], refused.Violations[0].Key);
        Assert.Equal(3, app.Sql.Writes.Count());
        Assert.All(await db.Set<Engineer>().AsNoTracking().Where(x => x.Id != last).ToListAsync(), x => Assert.Equal(1, x.Workload));
    }
}

public sealed class CounterSqliteTests(SqliteDatabase database) : CounterTests<SqliteDatabase>(database);

public sealed class CounterPostgresTests(PostgresDatabase database) : CounterTests<PostgresDatabase>(database);
