using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersionAssignedTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task An_assigned_version_is_rejected_and_nothing_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "changed";
        ticket.Version = 0;
        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(("version.assigned", "Ticket"), (refused.Violations.Single().Code, refused.Violations.Single().Entity));
        Assert.Contains("ExpectVersion", refused.Message, StringComparison.Ordinal);
        await using var later = app.Open();
        Assert.Equal("a title", (await later.Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task A_stale_version_copied_with_the_values_of_a_client_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "second";
        await db.SaveChangesAsync();

        db.Entry(ticket).CurrentValues.SetValues(new { Title = "from a client", Version = 1 });
        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("version.assigned", refused.Violations.Single().Code);
        ticket.Version = 2;
        await db.SaveChangesAsync();
        await using var later = app.Open();
        Assert.Equal(("from a client", 3), await later.Tickets.Select(x => new ValueTuple<string, int>(x.Title, x.Version)).SingleAsync());
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public async Task The_original_value_can_be_set_to_the_version_sent_by_a_client(int sent, bool saved)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "second";
        await db.SaveChangesAsync();

        ticket.Title = "third";
        db.Entry(ticket).Property(x => x.Version).OriginalValue = sent;
        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(saved, failure is null);
        Assert.True(saved || failure is IntegrityConflictException { Conflicts: [{ Expected: 1, Actual: 2 }] });
    }

    [Fact]
    public async Task Copying_the_current_version_is_permitted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).CurrentValues.SetValues(new { Title = "from a client", Version = 1 });
        await db.SaveChangesAsync();

        Assert.Equal(2, ticket.Version);
    }

    [Fact]
    public async Task A_version_assigned_to_a_removed_entity_is_not_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Version = 7;
        db.Remove(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(2, await later.Tickets.WithDeleted().Select(x => x.Version).SingleAsync());
    }
}

public sealed class VersionAssignedSqliteTests(SqliteDatabase database) : VersionAssignedTests<SqliteDatabase>(database);

public sealed class VersionAssignedPostgresTests(PostgresDatabase database) : VersionAssignedTests<PostgresDatabase>(database);
