using System.Data.Common;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>A value that was unique when it was checked, but not when it was saved.</summary>
public abstract class UniqueRaceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private Func<Task>? _faster;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_later_of_two_writers_gets_the_violation_of_the_rule(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var item = new Item { Code = "A" };
        db.AddRange(new Item { Code = "B" }, item);
        _faster = () => app.SaveAsync(new Item { Code = "A" });

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityUpdateException>(() => db.SaveChanges());

        var violation = Assert.Single(((IIntegrityError)failure).Violations);
        Assert.Equal(("unique.taken", "Item", "Code"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal(violation.Message, failure.Message);
        Assert.IsAssignableFrom<DbUpdateException>(failure);
        Assert.IsAssignableFrom<DbException>(failure.InnerException);
        Assert.Contains(failure.Entries, entry => entry.Entity == item);
        Assert.Equal(EntityState.Added, db.Entry(item).State);
    }

    [Fact]
    public async Task The_save_can_be_repeated_with_another_value()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var item = new Item { Code = "A" };
        db.Add(item);
        _faster = () => app.SaveAsync(new Item { Code = "A" });
        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        var known = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        item.Code = "C";
        await db.SaveChangesAsync();

        Assert.Equal("unique.taken", known.Violations.Single().Code);
        Assert.Equal(2, await db.Set<Item>().CountAsync());
    }

    [Fact]
    public async Task The_violation_names_the_rejected_row_or_has_no_key_when_it_is_unknown()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "B" });
        var id = (await app.SaveAsync(new Item { Code = "C" })).Id;
        await app.SaveAsync(new Item { Code = "D" });
        await using var db = app.Open();
        foreach (var item in await db.Set<Item>().ToListAsync())
        {
            item.Code = item.Id == id ? "A" : item.Code + "2";
        }

        _faster = () => app.SaveAsync(new Item { Code = "A" });
        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        var again = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        Assert.Equal(failure.Entries.Count == 1 ? [id] : [], failure.Violations.Single().Key);
        Assert.Equal([id], again.Violations.Single().Key);
    }

    [Fact]
    public async Task Values_that_are_unique_together_are_reported_by_their_rule_and_code()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.Add(new Item { Shelf = 1, Slot = 1 });
        _faster = () => app.SaveAsync(new Item { Shelf = 1, Slot = 1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(("item.slot", "Slot"), (failure.Violations.Single().Code, failure.Violations.Single().Path));
        Assert.Equal("The slot is taken.", failure.Message);
    }

    [Fact]
    public async Task An_alternate_key_is_handled_like_an_index()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.Add(new Item { Serial = "1" });
        _faster = () => app.SaveAsync(new Item { Serial = "1" });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("Serial", failure.Violations.Single().Path);
    }

    [Fact]
    public async Task A_duplicate_hidden_by_a_filter_is_reported_by_the_database()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A", IsHidden = true });
        await using var db = app.Open();
        db.Add(new Item { Code = "A" });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("unique.taken", failure.Violations.Single().Code);
    }

    [Theory]
    [InlineData("an index without a rule")]
    [InlineData("a primary key")]
    public async Task A_database_error_without_a_matching_rule_is_not_converted(string what)
    {
        await using var app = await CreateApplicationAsync();
        var id = (await app.SaveAsync(new Item { Other = "A" })).Id;
        await using var db = app.Open();
        db.Add(what == "a primary key" ? new Item { Id = id } : new Item { Other = "A" });

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.IsNotType<IntegrityUpdateException>(failure);
    }

    [Fact]
    public async Task Rules_that_only_observe_or_warn_do_not_convert_the_database_error()
    {
        await using var app = await CreateApplicationAsync(validation => validation.Observe());
        await using var db = app.Open();
        db.Add(new Item { Code = "A" });
        _faster = () => app.SaveAsync(new Item { Code = "A" });

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.IsNotType<IntegrityUpdateException>(failure);
    }

    [Fact]
    public async Task A_lost_race_is_counted_and_hooks_are_notified()
    {
        var reasons = new List<SaveFailureReason>();
        await using var app = await CreateApplicationAsync(more: model => model.Entity<Item>().HasHooks(
            h => h.SaveFailed((_, failure) => reasons.Add(failure.Reason))));
        await using var db = app.Open();
        using var heard = new MetricRecorder();
        db.Add(new Item { Code = "A" });
        _faster = () => app.SaveAsync(new Item { Code = "A" });

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(["integrity.code=unique.taken integrity.entity=Item integrity.outcome=rejected"], heard.Counted);
        Assert.Equal([SaveFailureReason.Database], reasons);
    }

    private Task<TestApplication> CreateApplicationAsync(Action<ValidationOptionsBuilder>? configure = null, Action<ModelBuilder>? more = null)
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Item>(item =>
                {
                    item.HasIndex(x => x.Code).IsUnique();
                    item.HasIndex(x => new { x.Shelf, x.Slot }).IsUnique();
                    item.HasIndex(x => x.Other).IsUnique();
                    item.HasAlternateKey(x => x.Serial);
                    item.HasQueryFilter(x => !x.IsHidden);
                    item.HasRules<ItemRules>();
                });
                more?.Invoke(model);
            }),
            blocks: o => o.UseValidation(configure).UseHooks(),
            options: o => o.AddInterceptors(new RecordingInterceptor
            {
                Saving = _ => Interlocked.Exchange(ref _faster, null)?.Invoke().GetAwaiter().GetResult(),
            }));

    public sealed class Item
    {
        public int Id { get; set; }

        public string? Code { get; set; }

        public int? Shelf { get; set; }

        public int? Slot { get; set; }

        public string? Other { get; set; }

        public string Serial { get; set; } = Guid.NewGuid().ToString();

        public bool IsHidden { get; set; }
    }

    private sealed class ItemRules : EntityRules<Item>
    {
        public ItemRules()
        {
            For(x => x.Code).Unique();
            For(x => x.Serial).Unique();
            For(x => x.Slot).Unique(x => x.Shelf).WithCode("item.slot").WithMessage(_ => "The slot is taken.");
        }
    }
}

public sealed class UniqueRaceSqliteTests(SqliteDatabase database) : UniqueRaceTests<SqliteDatabase>(database);

public sealed class UniqueRacePostgresTests(PostgresDatabase database) : UniqueRaceTests<PostgresDatabase>(database);
