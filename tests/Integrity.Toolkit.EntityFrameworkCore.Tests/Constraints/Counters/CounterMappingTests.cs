using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

public abstract class CounterMappingTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Composite_converted_keys_and_quoted_names_are_supported()
    {
        await using var app = await CreateAsync(model => model.Entity<Meter>(meter =>
        {
            meter.ToTable("me\"ters");
            meter.HasKey(x => new { x.Code, x.Site });
            meter.Property(x => x.Code).HasConversion(code => $"#{code.Value}", text => new MeterCode(text.Substring(1))).HasColumnName("the code");
            meter.Property(x => x.Count).HasColumnName("co\"unt");
            meter.Property(x => x.Most).HasColumnName("order");
            meter.HasCounter(x => x.Count, "meter.count").WithMinimum(0).WithMaximum(x => x.Most);
        }));
        Meter[] meters = [.. "bca".Select(letter => new Meter { Code = new($"{letter}"), Site = Guid.NewGuid() })];
        await using var db = app.Open();
        db.AddRange(meters);
        await db.SaveChangesAsync();

        Array.ForEach(meters, meter => db.Entry(meter).Increment(x => x.Count, by: 3));
        await db.SaveChangesAsync();
        db.Entry(meters[0]).Increment(x => x.Count);
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal([new MeterCode("b"), meters[0].Site], refused.Violations[0].Key);
        Assert.All(await db.Set<Meter>().AsNoTracking().ToListAsync(), meter => Assert.Equal(3, meter.Count));
    }

    [Fact]
    public async Task Binary_keys_are_ordered_too()
    {
        await using var app = await CreateAsync(model => model.Entity<Stamp>().HasCounter(x => x.Uses, "stamp.uses").WithMaximum(1));
        await using var db = app.Open();
        Stamp[] stamps = [new() { Id = [2] }, new() { Id = [1, 9] }, new() { Id = [1], Uses = 1 }, new() { Id = [0, 5] }];
        db.AddRange(stamps);
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();

        Array.ForEach(stamps, stamp => db.Entry(stamp).Increment(x => x.Uses));
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal([stamps[2].Id], refused.Violations[0].Key);
        Assert.Equal(2, app.Sql.Writes.Count());
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task Counters_of_a_hierarchy_are_updated_in_their_own_tables(string strategy)
    {
        await using var app = await CreateAsync(model =>
        {
            var machine = model.Entity<Machine>();
            machine.HasAnnotation("Relational:MappingStrategy", strategy);
            machine.Property(x => x.Id).ValueGeneratedNever();
            machine.HasCounter(x => x.Jobs, "machine.jobs").WithMinimum(0).WithMaximum(9);
            model.Entity<Press>().HasCounter(x => x.Strokes, "press.strokes").WithMaximum(5);
            model.Entity<Lathe>();
        });
        await using var db = app.Open();
        var (press, lathe) = (new Press { Id = 1 }, new Lathe { Id = 2 });
        db.AddRange(press, lathe);
        await db.SaveChangesAsync();

        db.Entry(press).Increment(x => x.Strokes, by: 5).Increment(x => x.Jobs);
        db.Entry((Machine)lathe).Increment(x => x.Jobs, by: 2);
        await db.SaveChangesAsync();
        db.Entry(press).Increment(x => x.Strokes);
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        db.Entry(press).Decrement(x => x.Strokes);
        var report = await db.ReconcileCounterAsync<Machine>(x => x.Jobs, x => x.Id + 2);

        Assert.Equal(("press.strokes.ceiling", "Press"), (refused.Violations[0].Code, refused.Violations[0].Entity));
        Assert.Equal([(1L, 3L), (2L, 4L)], report.Corrections.Select(correction => (correction.OldValue, correction.NewValue)));
        Assert.Equal((3, 5, 4), (press.Jobs, press.Strokes, lathe.Jobs));
        Assert.Equal([3, 4], await db.Set<Machine>().AsNoTracking().OrderBy(x => x.Id).Select(x => x.Jobs).ToListAsync());
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task A_row_of_a_hierarchy_is_locked_in_all_its_tables(string strategy)
    {
        await using var app = await CreateAsync(model =>
        {
            model.Entity<Machine>().HasAnnotation("Relational:MappingStrategy", strategy).Property(x => x.Id).ValueGeneratedNever();
            model.Entity<Press>();
            model.Entity<Lathe>();
        });
        var press = await app.SaveAsync(new Press { Id = 1 });
        await using var db = app.Open();
        db.Attach(press);
        await using var transaction = await db.Database.BeginTransactionAsync();

        await db.LockAsync(press);

        Assert.Equal(strategy == "TPT" ? 2 : 1, app.Sql.Commands.Count(command => command.StartsWith("SELECT 1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ChangeTrackingStrategy.ChangedNotifications)]
    [InlineData(ChangeTrackingStrategy.ChangingAndChangedNotifications)]
    public async Task An_entity_with_change_notifications_is_not_marked_modified_by_the_new_value(ChangeTrackingStrategy strategy)
    {
        await using var app = await CreateAsync(model =>
        {
            model.Entity<Lamp>().HasChangeTrackingStrategy(strategy);
            model.Entity<Lamp>().HasCounter(x => x.Uses, "lamp.uses");
        });
        await app.SaveAsync(new Lamp { Id = 1 });
        await using var db = app.Open();
        var lamp = await db.Set<Lamp>().SingleAsync();

        db.Entry(lamp).Increment(x => x.Uses);
        await db.SaveChangesAsync();

        Assert.Equal((1, EntityState.Unchanged), (lamp.Uses, db.Entry(lamp).State));
    }

    [Theory]
    [InlineData(-1, "engineer.workload.floor")]
    [InlineData(11, "engineer.workload.ceiling")]
    public async Task Bounds_are_CHECKs_that_also_apply_to_raw_SQL(int workload, string code)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlAsync($"""UPDATE "Engineer" SET "Workload" = {workload}"""));

        Assert.Equal((DatabaseErrorKind.Check, code), (refused.Database.Kind, refused.Violations[0].Code));
        Assert.Equal(2, (await app.RowAsync(id)).Workload);
    }

    [Fact]
    public async Task Without_a_CHECK_raw_SQL_can_write_any_value()
    {
        await using var app = await CreateAsync(model =>
            model.Entity<Lamp>().HasCounter(x => x.Uses, "lamp.uses").WithMinimum(0).WithMaximum(5).WithoutCheckConstraint());
        await app.SaveAsync(new Lamp { Id = 1 });
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync("""UPDATE "Lamp" SET "Uses" = -7""");

        Assert.Equal(-7, (await db.Set<Lamp>().SingleAsync()).Uses);
        Assert.Empty(db.GetService<IDesignTimeModel>().Model.FindEntityType(typeof(Lamp))!.GetCheckConstraints());
    }

    [Fact]
    public async Task Only_the_CHECKs_of_a_counter_appear_in_a_migration()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();

        var entityType = db.GetService<IDesignTimeModel>().Model.FindEntityType(typeof(Engineer))!;

        Assert.Equal(4, entityType.GetCheckConstraints().Count());
        Assert.DoesNotContain(
            entityType.GetProperties().Cast<IReadOnlyAnnotatable>().Append(entityType).SelectMany(item => item.GetAnnotations()),
            annotation => annotation.Name.StartsWith("Integrity:", StringComparison.Ordinal));
    }

    private Task<TestApplication> CreateAsync(Action<ModelBuilder> build)
        => TestApplication.CreateAsync(database, DeskModel.Only(build), blocks: all => all.UseConstraints());
}

public sealed class CounterMappingSqliteTests(SqliteDatabase database) : CounterMappingTests<SqliteDatabase>(database);

public sealed class CounterMappingPostgresTests(PostgresDatabase database) : CounterMappingTests<PostgresDatabase>(database);
