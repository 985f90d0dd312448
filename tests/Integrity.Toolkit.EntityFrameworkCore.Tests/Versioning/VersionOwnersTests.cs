using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersionOwnersTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_late_change_of_owned_data_is_rejected_unless_its_ticket_is_saved_too()
    {
        var interferes = false;
        await using var app = await TestApplication.CreateAsync(database, options: o => o.AddInterceptors(new RecordingInterceptor
        {
            Saving = context =>
            {
                if (interferes)
                {
                    context.ChangeTracker.Entries<Ticket>().Single().Entity.Address.City = "Bonn";
                }
            },
        }));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        interferes = true;

        var failure = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        ticket.Title = "saved too";
        await db.SaveChangesAsync();

        Assert.Equal("version.late", Assert.Single(failure.Violations).Code);
        Assert.Equal(2, ticket.Version);
    }

    [Theory]
    [InlineData("owned")]
    [InlineData("nested")]
    [InlineData("collection add")]
    [InlineData("collection edit")]
    [InlineData("collection remove")]
    [InlineData("json")]
    [InlineData("complex")]
    [InlineData("replaced")]
    [InlineData("all")]
    public async Task A_change_of_owned_data_increments_the_version_once(string change)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label { Text = "red" }] });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        Change(ticket, change);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal((2, 2), (await later.Tickets.Select(x => x.Version).SingleAsync(), ticket.Version));
    }

    [Theory]
    [InlineData("owned")]
    [InlineData("nested")]
    [InlineData("collection add")]
    [InlineData("collection edit")]
    [InlineData("collection remove")]
    [InlineData("json")]
    [InlineData("complex")]
    [InlineData("replaced")]
    [InlineData("all")]
    public async Task A_change_of_owned_data_is_rejected_when_another_writer_saved_first(string change)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label { Text = "red" }] });
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await using (var faster = app.Open())
        {
            Change(await faster.Tickets.SingleAsync(), change);
            await faster.SaveChangesAsync();
        }

        Change(ticket, change);
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.Equal(("Ticket", 1, 2), (conflict.Conflicts[0].Entity, conflict.Conflicts[0].Expected, conflict.Conflicts[0].Actual));
        Assert.Equal(1, ticket.Version);
    }

    [Fact]
    public async Task Owner_and_owned_data_can_change_alternately_in_one_context()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label { Text = "red" }] });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        for (var round = 1; round <= 2; round++)
        {
            ticket.Title = $"round {round}";
            await db.SaveChangesAsync();
            ticket.Address.City = $"round {round}";
            await db.SaveChangesAsync();
            ticket.Address.Geo.Latitude = round;
            await db.SaveChangesAsync();
            ticket.Labels[0].Text = $"round {round}";
            await db.SaveChangesAsync();
            ticket.Details.Channel = $"round {round}";
            await db.SaveChangesAsync();
        }

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal((11, "round 2", "round 2", 2), (row.Version, row.Title, row.Address.City, row.Address.Geo.Latitude));
    }

    [Fact]
    public async Task Owned_data_can_be_changed_after_its_ticket_was_deleted_and_restored()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();
        await db.RestoreAsync(ticket);
        await db.SaveChangesAsync();
        ticket.Address.City = "after";
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal((4, "after"), (row.Version, row.Address.City));
    }

    [Fact]
    public async Task Owned_data_can_be_changed_after_a_conflict_and_a_reload()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await using (var faster = app.Open())
        {
            (await faster.Tickets.SingleAsync()).Title = "faster";
            await faster.SaveChangesAsync();
        }

        ticket.Address.City = "slow";
        await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());
        await slow.Entry(ticket).ReloadAsync();
        await slow.Entry(ticket).Reference(x => x.Address).TargetEntry!.ReloadAsync();
        ticket.Address.City = "after";
        await slow.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal((3, "faster", "after"), (row.Version, row.Title, row.Address.City));
    }

    [Fact]
    public async Task A_repeated_failed_change_of_owned_data_increments_the_version_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label { Text = "red" }] });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Labels.Clear();
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal((1, EntityState.Unchanged), (ticket.Version, db.Entry(ticket).State));

        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal((2, 0), (row.Version, row.Labels.Count));
    }

    private static void Change(Ticket ticket, string change)
    {
        switch (change)
        {
            case "owned": ticket.Address.City += "!"; break;
            case "nested": ticket.Address.Geo.Latitude++; break;
            case "collection add": ticket.Labels.Add(new Label { Text = "blue" }); break;
            case "collection edit": ticket.Labels[0].Text += "!"; break;
            case "collection remove": ticket.Labels.Clear(); break;
            case "json": ticket.Details.Channel += "!"; break;
            case "complex": ticket.Budget.Amount++; break;
            case "replaced": ticket.Address = new Address { City = "Bonn" + ticket.Version }; break;
            default:
                ticket.Title += "!";
                ticket.Address.City += "!";
                ticket.Labels.Add(new Label());
                ticket.Details.Channel += "!";
                ticket.Budget.Amount++;
                break;
        }
    }
}

public sealed class VersionOwnersSqliteTests(SqliteDatabase database) : VersionOwnersTests<SqliteDatabase>(database);

public sealed class VersionOwnersPostgresTests(PostgresDatabase database) : VersionOwnersTests<PostgresDatabase>(database);
