using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteReuseTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Removing_and_adding_the_same_key_in_one_save_updates_the_row_and_continues_its_version()
    {
        await using var app = await TestApplication.CreateAsync(database, Country.Model);
        await app.SaveAsync(Germany("old"));
        await using var db = app.Open();

        db.Remove(await db.Set<Country>().SingleAsync());
        db.Add(Germany("new"));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Set<Country>().SingleAsync());
        Assert.Equal(("new", "new", "new"), (row.Entity.Name, row.Entity.Capital.Name, row.Entity.Languages.Single().Name));
        Assert.Equal(2, row.Property<int>("Version").CurrentValue);
        Assert.Empty(await later.Set<Country>().OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_failed_replacement_can_be_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database, Country.Model);
        await app.SaveAsync(Germany("old"));
        await using var db = app.Open();
        db.Remove(await db.Set<Country>().SingleAsync());
        db.Add(Germany("new"));
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Set<Country>().SingleAsync());
        Assert.Equal(("new", 2), (row.Entity.Name, row.Property<int>("Version").CurrentValue));
    }

    [Fact]
    public async Task Replacing_a_row_that_another_writer_changed_is_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, Country.Model);
        await app.SaveAsync(Germany("old"));
        await using var db = app.Open();
        var loaded = await db.Set<Country>().SingleAsync();
        await using (var faster = app.Open())
        {
            (await faster.Set<Country>().SingleAsync()).Name = "faster";
            await faster.SaveChangesAsync();
        }

        db.Remove(loaded);
        db.Add(Germany("new"));
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        await using var later = app.Open();
        Assert.Equal("faster", (await later.Set<Country>().SingleAsync()).Name);
    }

    [Fact]
    public async Task The_key_of_a_previously_deleted_row_cannot_be_reused()
    {
        await using var app = await TestApplication.CreateAsync(database, Country.Model);
        await app.SaveAsync(Germany("old"));
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Set<Country>().SingleAsync());
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();
        db.Add(Germany("new"));
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_row_can_take_a_unique_value_from_a_deleted_row_in_the_same_save(bool removesFirst)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Code = removesFirst ? "y" : "x" });
        await app.SaveAsync(new Ticket { Code = removesFirst ? "x" : "y" });
        await using var db = app.Open();

        (await db.Tickets.SingleAsync(x => x.Code == "x")).Code = "y";
        db.Remove(await db.Tickets.SingleAsync(x => x.Code == "y"));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal("y", (await later.Tickets.SingleAsync()).Code);
        Assert.Equal("y", (await later.Tickets.OnlyDeleted().SingleAsync()).Code);
    }

    [Fact]
    public async Task A_new_row_can_take_a_unique_value_from_a_deleted_row_in_the_same_save()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Code = "y" });
        await using var db = app.Open();

        db.Add(new Ticket { Code = "y", Title = "new" });
        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal("new", (await later.Tickets.SingleAsync()).Title);
        Assert.Equal("a title", (await later.Tickets.OnlyDeleted().SingleAsync()).Title);
    }

    [Fact]
    public async Task A_row_can_be_restored_in_the_save_in_which_another_row_releases_its_unique_value()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Code = "y" });
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Tickets.SingleAsync());
            await deleting.SaveChangesAsync();
        }

        await app.SaveAsync(new Ticket { Code = "y" });
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Code = "z";
        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(["y", "z"], await later.Tickets.OrderBy(x => x.Id).Select(x => x.Code).ToListAsync());
    }

    [Fact]
    public async Task A_row_cannot_be_restored_while_another_has_its_unique_value()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Code = "y", Comments = [new Comment()] });
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Tickets.Include(x => x.Comments).SingleAsync());
            await deleting.SaveChangesAsync();
        }

        await app.SaveAsync(new Ticket { Code = "y" });
        await using var db = app.Open();
        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        await using var later = app.Open();
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
        Assert.Single(await later.Comments.OnlyDeleted().ToListAsync());
    }

    private static Country Germany(string name)
        => new() { Code = "DE", Name = name, Capital = { Name = name }, Languages = [new Language { Name = name }] };
}

public sealed class SoftDeleteReuseSqliteTests(SqliteDatabase database) : SoftDeleteReuseTests<SqliteDatabase>(database);

public sealed class SoftDeleteReusePostgresTests(PostgresDatabase database) : SoftDeleteReuseTests<PostgresDatabase>(database);
