using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersioningTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_version_starts_at_one_and_is_incremented_with_every_change()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        var versions = new List<int>();

        db.Add(ticket);
        await SaveAsync();
        ticket.Title = "changed";
        await SaveAsync();
        db.Remove(ticket);
        await SaveAsync();
        await db.RestoreAsync(ticket);
        await SaveAsync();

        Assert.Equal([1, 2, 3, 4], versions);

        async Task SaveAsync()
        {
            await db.SaveChangesAsync();
            await using var later = app.Open();
            versions.Add(await later.Tickets.WithDeleted().Select(x => x.Version).SingleAsync());
            Assert.Equal(versions[^1], ticket.Version);
        }
    }

    [Fact]
    public async Task The_first_change_of_a_row_from_before_the_block_sets_its_version_to_one()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Tickets" SET "Version" = 0""");
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "changed";
        await db.SaveChangesAsync();

        Assert.Equal(1, ticket.Version);
    }

    [Fact]
    public async Task A_change_without_effect_sends_no_update()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "a title";
        ticket.Address.City = "Ulm";
        app.Sql.Commands.Clear();

        var written = await db.SaveChangesAsync();

        Assert.Equal((0, 1), (written, ticket.Version));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task A_synchronous_save_increments_and_compares_the_version_too()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = slow.Tickets.Single();
        await ChangeAsync(app);
        ticket.Title = "slow";

        var conflict = Assert.Throws<IntegrityConflictException>(() => slow.SaveChanges());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        slow.Entry(ticket).Reload();
        ticket.Title = "slow";
        slow.SaveChanges();
        Assert.Equal(3, ticket.Version);
    }

    [Fact]
    public async Task Updating_a_detached_entity_with_the_current_version_increments_it()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var saved = await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        db.Update(new Ticket { Id = saved.Id, Version = 1, Title = "detached" });
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("detached", 2), (row.Title, row.Version));
    }

    [Fact]
    public async Task Updating_a_detached_entity_with_a_stale_version_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var saved = await app.SaveAsync(new Ticket());
        await ChangeAsync(app);
        await using var db = app.Open();

        db.Update(new Ticket { Id = saved.Id, Version = 1, Title = "detached" });
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        await using var later = app.Open();
        Assert.Equal("faster", (await later.Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task A_change_of_a_dependent_alone_does_not_increment_the_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Comments = [new Comment()], Notes = [new Note()], Tags = [new Tag()] });
        await using var db = app.Open();
        var ticket = await db.Tickets.Include(x => x.Comments).Include(x => x.Notes).Include(x => x.Tags).SingleAsync();

        ticket.Comments[0].Text = "changed";
        ticket.Notes[0].Text = "changed";
        ticket.Tags.Clear();
        ticket.Attachments.Add(new Attachment());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(1, await later.Tickets.Select(x => x.Version).SingleAsync());
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task A_change_of_a_derived_member_alone_increments_and_compares_the_version(string mapping)
    {
        await using var app = await TestApplication.CreateAsync(database, Animal.Mapped(mapping));
        await app.SaveAsync(new Dog { Id = 1 });
        await using var slow = app.Open();
        var stale = await slow.Set<Dog>().SingleAsync();
        await using (var faster = app.Open())
        {
            (await faster.Set<Dog>().SingleAsync()).Tricks = 1;
            await faster.SaveChangesAsync();
        }

        stale.Tricks = 2;
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        await using var later = app.Open();
        Assert.Equal(1, (await later.Set<Dog>().SingleAsync()).Tricks);
    }

    private static async Task ChangeAsync(TestApplication app)
    {
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "faster";
        await db.SaveChangesAsync();
    }
}

public sealed class VersioningSqliteTests(SqliteDatabase database) : VersioningTests<SqliteDatabase>(database);

public sealed class VersioningPostgresTests(PostgresDatabase database) : VersioningTests<PostgresDatabase>(database);
