using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersioningObserveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("title")]
    [InlineData("owned")]
    [InlineData("collection")]
    [InlineData("removed")]
    public async Task Observe_mode_saves_and_logs_the_lost_update(string change)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Observe);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await ChangeAsync(app, x => x.Title = "faster");

        Change(slow, ticket, change);
        await slow.SaveChangesAsync();

        var message = Assert.Single(app.Logs.Messages, x => x.Id == 76000);
        Assert.Contains("version.conflict", message.Text, StringComparison.Ordinal);
        Assert.Contains("Ticket", message.Text, StringComparison.Ordinal);
        await using var later = app.Open();
        var row = await later.Tickets.WithDeleted().SingleAsync();
        Assert.Equal(
            (change == "title", change == "owned", change == "collection", change == "removed"),
            (row.Title == "slow", row.Address.City == "slow", row.Labels.Count == 1, row.DeletedAt != null));
    }

    [Theory]
    [InlineData(EnforcementMode.Observe)]
    [InlineData(EnforcementMode.Off)]
    public async Task A_concurrency_token_declared_by_the_application_is_kept(EnforcementMode mode)
    {
        var model = DeskModel.With(m => m.Entity<Gadget>(gadget =>
        {
            gadget.Ignore(x => x.Part);
            gadget.Property(x => x.Revision).IsConcurrencyToken();
            gadget.HasVersion(x => x.Revision);
        }));
        await using var app = await TestApplication.CreateAsync(
            database,
            model,
            integrity: i => i.UseDefaultMode(mode),
            blocks: o => o.UseVersioning());
        await app.SaveAsync(new Gadget { Revision = 1 });
        await using var slow = app.Open();
        var stale = await slow.Set<Gadget>().SingleAsync();
        await using (var fast = app.Open())
        {
            (await fast.Set<Gadget>().SingleAsync()).Revision = 2;
            await fast.SaveChangesAsync();
        }

        stale.Name = "late";

        await Assert.ThrowsAnyAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
    }

    [Fact]
    public async Task Observe_mode_increments_the_version_and_logs_nothing_without_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Observe);
        await app.SaveAsync(new Ticket());

        await ChangeAsync(app, x => x.Title = "changed");
        await ChangeAsync(app, x => x.Address.City = "changed");

        await using var later = app.Open();
        Assert.Equal(3, await later.Tickets.Select(x => x.Version).SingleAsync());
        Assert.DoesNotContain(app.Logs.Messages, x => x.Id == 76000);
    }

    [Fact]
    public async Task Observe_mode_logs_an_assigned_version_and_increments_it()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Observe);
        await app.SaveAsync(new Ticket());

        await ChangeAsync(app, x => (x.Title, x.Version) = ("changed", 0));

        Assert.Contains("version.assigned", Assert.Single(app.Logs.Messages, x => x.Id == 76000).Text, StringComparison.Ordinal);
        await using var later = app.Open();
        Assert.Equal(2, await later.Tickets.Select(x => x.Version).SingleAsync());
    }

    [Fact]
    public async Task Off_mode_neither_increments_nor_compares()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: blocks => blocks.UseVersioning(x => x.Off()));
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await ChangeAsync(app, x => x.Title = "faster");

        ticket.Title = "slow";
        await slow.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("slow", 0), (row.Title, row.Version));
        Assert.DoesNotContain(app.Logs.Messages, x => x.Id == 76000);
    }

    [Fact]
    public async Task The_mode_of_an_entity_overrides_that_of_its_context()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasVersion().Enforce()),
            integrity: integrity => integrity.UseDefaultMode(EnforcementMode.Off),
            blocks: Observe);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await ChangeAsync(app, x => x.Title = "faster");

        ticket.Title = "slow";

        await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());
    }

    private static void Observe(DbContextOptionsBuilder blocks)
        => blocks.UseSoftDelete(x => x.Enforce()).UseVersioning(x => x.Observe());

    private static void Change(DeskContext db, Ticket ticket, string change)
    {
        switch (change)
        {
            case "title": ticket.Title = "slow"; break;
            case "owned": ticket.Address.City = "slow"; break;
            case "collection": ticket.Labels.Add(new Label()); break;
            default: db.Remove(ticket); break;
        }
    }

    private static async Task ChangeAsync(TestApplication app, Action<Ticket> change)
    {
        await using var db = app.Open();
        change(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();
    }
}

public sealed class VersioningObserveSqliteTests(SqliteDatabase database) : VersioningObserveTests<SqliteDatabase>(database);

public sealed class VersioningObservePostgresTests(PostgresDatabase database) : VersioningObserveTests<PostgresDatabase>(database);
