using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class ExpectVersionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_stale_expected_version_is_a_conflict_even_for_a_freshly_loaded_entity()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).ExpectVersion(1);
        ticket.Title = "stale";
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());
        await using var later = app.Open();
        Assert.Equal("second", (await later.Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task The_loaded_version_permits_the_change()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).ExpectVersion(2);
        ticket.Title = "third";
        await db.SaveChangesAsync();

        Assert.Equal(3, ticket.Version);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public async Task A_different_expected_version_is_a_conflict_without_other_changes(long expected, bool conflicts)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();
        app.Sql.Commands.Clear();

        db.Entry(ticket).ExpectVersion(expected);
        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(conflicts, failure is IntegrityConflictException);
        Assert.Equal(conflicts, failure is not null);
        Assert.Equal(conflicts, app.Sql.Writes.Any());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_delete_compares_the_expected_version_too(bool expectsFirst)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();

        if (expectsFirst)
        {
            db.Entry(ticket).ExpectVersion(1);
            db.Remove(ticket);
        }
        else
        {
            db.Remove(ticket);
            db.Entry(ticket).ExpectVersion(1);
        }

        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        Assert.Equal(EntityState.Deleted, db.Entry(ticket).State);
        await using var later = app.Open();
        Assert.Single(await later.Tickets.ToListAsync());
    }

    [Fact]
    public async Task A_change_of_owned_data_compares_the_expected_version_too()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).ExpectVersion(1);
        ticket.Address.City = "stale";
        ticket.Labels.Add(new Label());

        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());
        await using var later = app.Open();
        Assert.Empty((await later.Tickets.SingleAsync()).Labels);
    }

    [Fact]
    public async Task A_reload_clears_the_expected_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).ExpectVersion(1);

        await db.Entry(ticket).ReloadAsync();
        ticket.Title = "third";
        await db.SaveChangesAsync();

        Assert.Equal(3, ticket.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue + 1L)]
    public async Task An_impossible_version_throws_ArgumentOutOfRangeException(long version)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = await AtVersionTwoAsync(app);
        var ticket = await db.Tickets.SingleAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => db.Entry(ticket).ExpectVersion(version));

        Assert.Equal((2, EntityState.Unchanged), (ticket.Version, db.Entry(ticket).State));
    }

    [Fact]
    public async Task Only_a_stored_entity_of_a_versioned_type_can_have_an_expected_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var added = db.Add(new Ticket());
        var plain = db.Add(new Plain());

        var detached = Assert.Throws<InvalidOperationException>(() => db.Entry(new Ticket()).ExpectVersion(1));
        var isNew = Assert.Throws<InvalidOperationException>(() => added.ExpectVersion(1));
        var unversioned = Assert.Throws<InvalidOperationException>(() => plain.ExpectVersion(1));

        Assert.Contains("not tracked", detached.Message, StringComparison.Ordinal);
        Assert.Contains("new", isNew.Message, StringComparison.Ordinal);
        Assert.Contains("UseVersioning()", unversioned.Message, StringComparison.Ordinal);
    }

    private static async Task<DeskContext> AtVersionTwoAsync(TestApplication app)
    {
        await app.SaveAsync(new Ticket());
        await using var changing = app.Open();
        (await changing.Tickets.SingleAsync()).Title = "second";
        await changing.SaveChangesAsync();
        return app.Open();
    }
}

public sealed class ExpectVersionSqliteTests(SqliteDatabase database) : ExpectVersionTests<SqliteDatabase>(database);

public sealed class ExpectVersionPostgresTests(PostgresDatabase database) : ExpectVersionTests<PostgresDatabase>(database);
