using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersionGuardTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string NotMoved = "version.not-moved";

    private static readonly DeskModel Guarded = DeskModel.With(model =>
    {
        model.Entity<Ticket>().HasVersion().GuardInDatabase(except: x => x.Priority);
        model.Entity<Note>().HasVersion().GuardInDatabase();
        model.Entity<Comment>().HasVersion().GuardInDatabase();
    });

    [Theory]
    [InlineData("\"Title\" = 'other'")]
    [InlineData("\"Code\" = 'C'")]
    [InlineData("\"Address_City\" = 'Bonn'")]
    [InlineData("\"Address_Geo_Latitude\" = 1")]
    [InlineData("\"Budget_Amount\" = 11")]
    [InlineData("\"Details\" = '{\"Channel\":\"mail\"}'")]
    [InlineData("\"Version\" = 5")]
    [InlineData("\"Version\" = 0")]
    [InlineData("\"Title\" = 'other', \"Version\" = \"Version\" + 2")]
    [InlineData("\"Title\" = 'other', \"Version\" = \"Version\" - 1")]
    public async Task A_change_that_does_not_increment_the_version_by_one_is_rejected(string set)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"Tickets\" SET {set}");

        Assert.Equal(NotMoved, refused);
    }

    [Theory]
    [InlineData("\"Title\" = 'other', \"Version\" = \"Version\" + 1")]
    [InlineData("\"Version\" = \"Version\" + 1")]
    [InlineData("\"Title\" = \"Title\"")]
    [InlineData("\"Priority\" = 3")]
    [InlineData("\"DeletedBy\" = 'somebody', \"DeletionReason\" = 'why'")]
    public async Task A_change_that_increments_the_version_by_one_or_is_exempt_is_permitted(string set)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"Tickets\" SET {set}");

        Assert.Equal(RawConnection.Passed, refused);
    }

    [Fact]
    public async Task Changes_from_and_to_null_are_changes()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket { Code = "A" });

        var emptied = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Code\" = NULL");
        var filled = await RawConnection.TryAsync(
            app,
            "UPDATE \"Tickets\" SET \"Code\" = NULL, \"Version\" = \"Version\" + 1",
            "UPDATE \"Tickets\" SET \"Code\" = 'A'");

        Assert.Equal((NotMoved, NotMoved), (emptied, filled));
    }

    [Fact]
    public async Task The_maximum_version_still_permits_exempt_changes()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket { Version = int.MaxValue });

        var free = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Priority\" = 4");
        var refused = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Title\" = 'other'");

        Assert.Equal((RawConnection.Passed, NotMoved), (free, refused));
    }

    [Fact]
    public async Task A_foreign_key_can_be_set_to_null_with_its_principal()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        var ticket = await app.SaveAsync(new Ticket { Notes = [new Note()] });
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"TicketStatusHistory\"; DELETE FROM \"Tickets\"");

        Assert.Null((await db.Notes.SingleAsync()).TicketId);
        Assert.Equal(ticket.Id, ticket.Notes[0].TicketId);
    }

    [Fact]
    public async Task Saves_by_the_toolkit_are_permitted()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await using var db = app.Open();
        Ticket[] tickets = [new() { Comments = [new(), new()] }, new() { Code = "B" }, new()];
        db.AddRange(tickets);
        await db.SaveChangesAsync();

        tickets[0].Address.City = "Bonn";
        tickets[1].Budget.Amount = 3;
        tickets[1].Details.Channel = "mail";
        tickets[2].Status = TicketStatus.Opened;
        await db.SaveChangesAsync();
        tickets[1].Title = "again";
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        db.Remove(tickets[0]);
        await db.SaveChangesAsync();
        await db.RestoreAsync(tickets[0]);
        await db.SaveChangesAsync();
        await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Title, "all").SetProperty(x => x.Version, x => x.Version + 1));

        await using var later = app.Open();
        Assert.Equal([5, 4, 3], await later.Tickets.OrderBy(x => x.Id).Select(x => x.Version).ToListAsync());
    }

    [Fact]
    public async Task A_set_based_update_without_the_version_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        var failure = await Record.ExceptionAsync(
            () => db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, "all")));

        Assert.Equal(NotMoved, RawConnection.CodeOf(db, failure));
    }
}

public sealed class VersionGuardOnSqliteTests(SqliteDatabase database) : VersionGuardTests<SqliteDatabase>(database);

public sealed class VersionGuardOnPostgresTests(PostgresDatabase database) : VersionGuardTests<PostgresDatabase>(database);
