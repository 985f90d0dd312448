using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Unique values, in the database and within the save.</summary>
public abstract class UniqueTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_of_another_row_is_a_duplicate(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A" });
        await using var db = app.Open();
        db.AddRange(new Item { Code = "A" }, new Item { Code = "B" }, new Item { Code = null }, new Item { Code = null });

        var exception = async
            ? await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityException>(() => db.SaveChanges());

        var violation = exception.Violations.Single();
        Assert.Equal(("unique.taken", "Item", "Code"), (violation.Code, violation.Entity, violation.Path));
        Assert.Single(app.Sql.Commands);
    }

    [Fact]
    public async Task Of_two_rows_with_the_same_value_in_one_save_the_second_is_a_duplicate()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var (first, second) = (new Item { Code = "A" }, new Item { Code = "A" });
        db.AddRange(first, second, new Item { Code = "a" });

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        db.Entry(second).State = EntityState.Detached;
        await db.SaveChangesAsync();

        Assert.Equal(2, await db.Set<Item>().CountAsync());
    }

    [Fact]
    public async Task A_row_can_keep_its_own_value()
    {
        await using var app = await CreateApplicationAsync();
        var id = (await app.SaveAsync(new Item { Code = "A" })).Id;
        await using var db = app.Open();

        db.Update(new Item { Id = id, Code = "A", Shelf = 1 });
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Item>().Select(x => x.Shelf).SingleAsync());
    }

    [Fact]
    public async Task An_unchanged_value_is_not_queried()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A" });
        await using var db = app.Open();
        var item = await db.Set<Item>().SingleAsync();
        app.Sql.Commands.Clear();

        item.Name = "another";
        await db.SaveChangesAsync();

        Assert.Single(app.Sql.Commands);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("removed")]
    [InlineData("soft-deleted")]
    [InlineData("marked")]
    public async Task A_value_released_in_the_same_save_is_available(string how)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A" });
        await using var db = app.Open();
        var item = await db.Set<Item>().SingleAsync();

        switch (how)
        {
            case "changed":
                item.Code = "B";
                break;
            case "removed":
                db.HardDelete(item);
                break;
            case "soft-deleted":
                db.Remove(item);
                break;
            default:
                item.DeletedAt = TestTime.Start;
                break;
        }

        db.Add(new Item { Code = "A" });
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Item>().CountAsync(x => x.Code == "A"));
    }

    [Fact]
    public async Task Two_rows_can_swap_their_values()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A" });
        await app.SaveAsync(new Item { Code = "B" });
        await using var db = app.Open();
        var items = await db.Set<Item>().OrderBy(x => x.Code).ToListAsync();

        (items[0].Code, items[1].Code) = ("B", "A");
        await db.SaveChangesAsync();

        Assert.Equal(2, await db.Set<Item>().CountAsync());
    }

    [Fact]
    public async Task A_stale_value_of_a_loaded_row_does_not_release_the_stored_value()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "old" });
        await using var db = app.Open();
        var stale = await db.Set<Item>().SingleAsync();
        await using (var other = app.Open())
        {
            (await other.Set<Item>().SingleAsync()).Code = "A";
            await other.SaveChangesAsync();
        }

        stale.Name = "another";
        db.Add(new Item { Code = "A" });
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("unique.taken", exception.Violations.Single().Code);
    }

    [Fact]
    public async Task A_deleted_row_holds_no_value_until_it_is_restored()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A", DeletedAt = TestTime.Start });
        await app.SaveAsync(new Item { Code = "A" });
        await using var db = app.Open();
        var deleted = await db.Set<Item>().OnlyDeleted().SingleAsync();

        await db.RestoreAsync(deleted);
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        deleted.Code = "B";
        await db.SaveChangesAsync();

        Assert.Equal("Code", exception.Violations.Single().Path);
        Assert.Equal(["A", "B"], await db.Set<Item>().Select(x => x.Code).OrderBy(code => code).ToListAsync());
    }

    [Fact]
    public async Task A_row_marked_as_deleted_holds_no_value()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Code = "A" });
        await app.SaveAsync(new Item { Code = "B" });
        await using var db = app.Open();
        var item = await db.Set<Item>().SingleAsync(x => x.Code == "B");

        (item.Code, item.DeletedAt) = ("A", TestTime.Start);
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Item>().CountAsync());
    }

    [Fact]
    public async Task Values_can_be_unique_together()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Item { Shelf = 1, Slot = 1 });
        await using var db = app.Open();
        db.AddRange(new Item { Shelf = 1, Slot = 2 }, new Item { Shelf = 2, Slot = 1 }, new Item { Shelf = 1, Slot = 1 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Slot", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task A_database_generated_value_is_not_queried()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.AddRange(new Item(), new Item());

        await db.SaveChangesAsync();

        Assert.DoesNotContain(app.Sql.Commands, command => command.StartsWith("SELECT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reference_to_a_new_row_is_unique_per_row()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var ticket = new Ticket();
        db.AddRange(new Badge { Ticket = new Ticket() }, new Badge { Ticket = ticket }, new Badge { Ticket = ticket });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("TicketId", exception.Violations.Single().Path);
    }

    private Task<TestApplication> CreateApplicationAsync() => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Item>(item =>
            {
                item.HasSoftDelete();
                item.HasRules<ItemRules>();
            });
            model.Entity<Badge>().HasRules<BadgeRules>();
        }),
        blocks: o => o.UseValidation().UseSoftDelete());

    /// <summary>An entity without a unique index, so that only the rules apply.</summary>
    public sealed class Item
    {
        public int Id { get; set; }

        public string? Code { get; set; }

        public string Name { get; set; } = "";

        public int? Shelf { get; set; }

        public int? Slot { get; set; }

        public DateTime? DeletedAt { get; set; }
    }

    public sealed class Badge
    {
        public int Id { get; set; }

        public int TicketId { get; set; }

        public Ticket? Ticket { get; set; }
    }

    private sealed class ItemRules : EntityRules<Item>
    {
        public ItemRules()
        {
            For(x => x.Id).Unique();
            For(x => x.Code).Unique();
            For(x => x.Slot).Unique(x => x.Shelf);
        }
    }

    private sealed class BadgeRules : EntityRules<Badge>
    {
        public BadgeRules() => For(x => x.TicketId).Unique();
    }
}

public sealed class UniqueSqliteTests(SqliteDatabase database) : UniqueTests<SqliteDatabase>(database);

public sealed class UniquePostgresTests(PostgresDatabase database) : UniqueTests<PostgresDatabase>(database);
