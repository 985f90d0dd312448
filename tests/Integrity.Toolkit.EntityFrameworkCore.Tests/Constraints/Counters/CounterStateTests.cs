using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Counters of added, removed and untracked entities, and assigned values.</summary>
public abstract class CounterStateTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_new_entity_is_changed_in_memory_and_inserted_with_the_sum()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var engineer = new Engineer { Workload = 3 };
        db.Add(engineer);

        db.Entry(engineer).Increment(x => x.Workload, by: 2);
        var before = engineer.Workload;
        await db.SaveChangesAsync();

        Assert.Equal((5, 5), (before, (await app.RowAsync(engineer.Id)).Workload));
        Assert.Single(app.Sql.Writes);
    }

    [Theory]
    [InlineData(-1, "engineer.workload.floor")]
    [InlineData(11, "engineer.workload.ceiling")]
    public async Task A_new_entity_out_of_bounds_is_rejected_before_any_SQL(int workload, string code)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        db.Add(new Engineer { Workload = workload });

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal((code, "Workload"), (Assert.Single(refused.Violations).Code, refused.Violations[0].Path));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task Removing_an_entity_discards_its_counter_changes()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        db.Entry(engineer).Increment(x => x.Workload);
        db.Remove(engineer);
        await db.SaveChangesAsync();
        await db.SaveChangesAsync();

        Assert.Empty(await db.Set<Engineer>().ToListAsync());
        Assert.Single(app.Sql.Writes);
    }

    [Theory]
    [InlineData(EntityState.Detached, "not tracked")]
    [InlineData(EntityState.Deleted, "removed")]
    public async Task Only_tracked_entities_that_are_not_deleted_can_be_counted(EntityState state, string why)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Engineer>().SingleAsync());
        entry.State = state;

        var failure = Assert.Throws<InvalidOperationException>(() => entry.Increment(x => x.Workload));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task The_amount_must_be_at_least_one(long by)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var entry = db.Attach(new Engineer { Id = 1 });

        var up = Assert.Throws<ArgumentOutOfRangeException>(() => entry.Increment(x => x.Workload, by));
        var down = Assert.Throws<ArgumentOutOfRangeException>(() => entry.Decrement(x => x.Workload, by));

        Assert.Equal(("by", "by"), (up.ParamName, down.ParamName));
    }

    [Theory]
    [InlineData(EntityState.Unchanged)]
    [InlineData(EntityState.Added)]
    public async Task An_overflowing_sum_throws_and_changes_nothing(EntityState state)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var entry = db.Entry(new Engineer { Workload = 1 });
        entry.State = state;
        entry.Increment(x => x.Views, by: long.MaxValue);

        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => entry.Increment(x => x.Views, by: 1));

        Assert.Equal("by", failure.ParamName);
        Assert.Equal(state == EntityState.Added ? long.MaxValue : 0, entry.Entity.Views);
    }

    [Fact]
    public async Task A_new_entity_cannot_be_counted_beyond_the_range_of_its_property_type()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var entry = db.Add(new Engineer { Mood = 5 });

        Assert.Throws<ArgumentOutOfRangeException>(() => entry.Increment(x => x.Mood, by: short.MaxValue));

        Assert.Equal(5, entry.Entity.Mood);
    }

    [Fact]
    public async Task A_property_that_is_not_a_counter_throws_with_the_remedy()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var entry = db.Attach(new Engineer { Id = 1 });

        var failure = Assert.Throws<InvalidOperationException>(() => entry.Increment(x => x.Version));

        Assert.Contains("Engineer.Version is not a counter", failure.Message, StringComparison.Ordinal);
        Assert.Contains("HasCounter()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_a_counter_without_UseConstraints_throws()
    {
        await using var app = await TestApplication.CreateAsync(database, CounterApplications.Model, blocks: all => all.UseVersioning());
        await using var db = app.Open();
        var entry = db.Attach(new Engineer { Id = 1 });

        var failure = Assert.Throws<InvalidOperationException>(() => entry.Increment(x => x.Workload));

        Assert.Contains("UseConstraints()", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "engineer.workload.floor")]
    [InlineData(11, "engineer.workload.ceiling")]
    public async Task An_assigned_value_out_of_bounds_is_rejected_before_any_SQL(int workload, string code)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        app.Sql.Commands.Clear();

        engineer.Workload = workload;
        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(code, Assert.Single(refused.Violations).Code);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task An_assigned_value_within_bounds_is_saved_without_incrementing_the_version()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        engineer.Workload = 7;
        await db.SaveChangesAsync();

        var row = await app.RowAsync(id);
        Assert.Equal((7, 1), (row.Workload, row.Version));
    }

    [Fact]
    public async Task An_assigned_value_with_another_change_increments_the_version()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        (engineer.Workload, engineer.Name) = (7, "Grace");
        await db.SaveChangesAsync();

        Assert.Equal(2, (await app.RowAsync(id)).Version);
    }

    [Fact]
    public async Task A_counter_change_is_applied_to_the_assigned_value()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        engineer.Workload = 7;
        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();

        Assert.Equal((8, 8), (engineer.Workload, (await app.RowAsync(id)).Workload));
        Assert.Equal(EntityState.Unchanged, db.Entry(engineer).State);
    }

    [Fact]
    public async Task A_maximum_raised_in_the_same_save_applies()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 10);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        engineer.Capacity = 11;
        db.Entry(engineer).Increment(x => x.Workload);
        await db.SaveChangesAsync();

        Assert.Equal(11, (await app.RowAsync(id)).Workload);
    }

    [Fact]
    public async Task A_maximum_lowered_below_the_counter_is_rejected_by_the_CHECK()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 10);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();

        engineer.Capacity = 9;
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((DatabaseErrorKind.Check, "engineer.workload.ceiling"), (refused.Database.Kind, refused.Violations[0].Code));
        Assert.Equal(["Workload", "Capacity"], refused.Database.Members);
        Assert.Equal(10, (await app.RowAsync(id)).Capacity);
    }

    [Fact]
    public async Task A_set_based_statement_is_checked_by_the_CHECK()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();

        await db.Set<Engineer>().BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Workload, x => x.Workload + 1));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Set<Engineer>().BypassIntegrity()
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Workload, -1)));

        Assert.Equal(3, (await app.RowAsync(id)).Workload);
    }
}

public sealed class CounterStateSqliteTests(SqliteDatabase database) : CounterStateTests<SqliteDatabase>(database);

public sealed class CounterStatePostgresTests(PostgresDatabase database) : CounterStateTests<PostgresDatabase>(database);
