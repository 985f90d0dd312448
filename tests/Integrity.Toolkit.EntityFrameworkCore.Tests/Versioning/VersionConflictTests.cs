using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersionConflictTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task The_later_of_two_writers_gets_the_details_of_the_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);
        ticket.Title = "slow";

        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        var row = Assert.Single(conflict.Conflicts);
        Assert.Equal(("Ticket", "Version", 1, 2), (row.Entity, row.Member, row.Expected, row.Actual));
        Assert.Equal([ticket.Id], row.Key);
        Assert.Same(ticket, Assert.Single(conflict.Entries).Entity);
        Assert.Equal("version.conflict", Assert.Single(((IIntegrityError)conflict).Violations).Code);
        Assert.IsAssignableFrom<DbUpdateConcurrencyException>(conflict);
        Assert.IsAssignableFrom<DbUpdateConcurrencyException>(conflict.InnerException);
        Assert.Equal((1, "slow", EntityState.Modified), (ticket.Version, ticket.Title, slow.Entry(ticket).State));
        await using var later = app.Open();
        Assert.Equal("faster", (await later.Tickets.SingleAsync()).Title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_row_has_no_actual_version(bool removes)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await using (var faster = app.Open())
        {
            faster.HardDelete(await faster.Tickets.SingleAsync());
            await faster.SaveChangesAsync();
        }

        if (removes)
        {
            slow.Remove(ticket);
        }
        else
        {
            ticket.Title = "slow";
        }

        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.Equal((1, null), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
    }

    [Fact]
    public async Task A_hard_delete_of_a_changed_row_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);

        slow.HardDelete(ticket);
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        await using var later = app.Open();
        Assert.Single(await later.Tickets.ToListAsync());
    }

    [Fact]
    public async Task A_soft_delete_by_another_writer_is_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await using (var faster = app.Open())
        {
            faster.Remove(await faster.Tickets.SingleAsync());
            await faster.SaveChangesAsync();
        }

        ticket.Title = "slow";
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
    }

    [Fact]
    public async Task The_client_wins_after_refreshing_the_original_values()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);
        ticket.Title = "slow";
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        foreach (var entry in conflict.Entries)
        {
            entry.OriginalValues.SetValues((await entry.GetDatabaseValuesAsync())!);
        }

        await slow.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("slow", 3, 3), (row.Title, row.Version, ticket.Version));
    }

    [Fact]
    public async Task The_store_wins_after_refreshing_original_and_current_values()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);
        ticket.Title = "slow";
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        var values = (await conflict.Entries[0].GetDatabaseValuesAsync())!;
        conflict.Entries[0].CurrentValues.SetValues(values);
        conflict.Entries[0].OriginalValues.SetValues(values);
        await slow.SaveChangesAsync();

        // EF Core still considers the title modified and writes it, so the version changes.
        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("faster", 3, 3), (row.Title, row.Version, ticket.Version));
    }

    [Fact]
    public async Task Current_and_database_values_can_be_merged()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);
        ticket.Priority = 7;
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        var values = (await conflict.Entries[0].GetDatabaseValuesAsync())!;
        var merged = values.Clone();
        merged["Priority"] = 7;
        conflict.Entries[0].CurrentValues.SetValues(merged);
        conflict.Entries[0].OriginalValues.SetValues(values);
        await slow.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("faster", 7, 3), (row.Title, row.Priority, row.Version));
    }

    [Fact]
    public async Task After_a_reload_everything_can_be_changed_again()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);
        ticket.Title = "slow";
        await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        await slow.Entry(ticket).ReloadAsync();
        ticket.Title = "after";
        await slow.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("after", 3), (row.Title, row.Version));
    }

    [Fact]
    public async Task A_delete_can_be_repeated_after_its_conflict_was_resolved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var (slow, ticket) = await StaleAsync(app);
        slow.Remove(ticket);
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        conflict.Entries[0].OriginalValues.SetValues((await conflict.Entries[0].GetDatabaseValuesAsync())!);
        await slow.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("faster", 3), (row.Title, row.Version));
    }

    [Fact]
    public async Task The_callers_transaction_can_be_used_after_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await ChangeAsync(app);
        await using var transaction = await slow.Database.BeginTransactionAsync();
        slow.Add(new Plain { Text = "before" });
        await slow.SaveChangesAsync();

        ticket.Title = "slow";
        slow.Add(new Plain { Text = "with" });
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());
        await slow.Entry(ticket).ReloadAsync();
        ticket.Title = "after";
        await slow.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
        await using var later = app.Open();
        Assert.Equal(("after", 3), await later.Tickets.Select(x => new ValueTuple<string, int>(x.Title, x.Version)).SingleAsync());
        Assert.Equal(["before", "with"], await later.Plains.Select(x => x.Text).OrderBy(x => x).ToListAsync());
    }

    [Fact]
    public async Task With_three_conflicts_in_one_save_every_reported_conflict_is_correct()
    {
        await using var app = await TestApplication.CreateAsync(database);
        for (var i = 0; i < 3; i++)
        {
            await app.SaveAsync(new Ticket());
        }

        await using var slow = app.Open();
        var tickets = await slow.Tickets.ToListAsync();
        await ChangeAsync(app);

        tickets.ForEach(ticket => ticket.Title = "slow");
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.NotEmpty(conflict.Conflicts);
        Assert.All(conflict.Conflicts, row => Assert.Equal((1, 2), (row.Expected, row.Actual)));
        Assert.Equal(conflict.Conflicts.Select(x => x.Key[0]), conflict.Entries.Select(x => (object?)((Ticket)x.Entity).Id));
        Assert.All(tickets, ticket => Assert.Equal(1, ticket.Version));
        await using var later = app.Open();
        Assert.All(await later.Tickets.ToListAsync(), ticket => Assert.Equal(("faster", 2), (ticket.Title, ticket.Version)));
    }

    [Fact]
    public async Task A_failure_of_another_concurrency_token_is_not_reported_as_a_version_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, DeskModel.With(model =>
        {
            model.Entity<Gadget>().Ignore(x => x.Part).HasVersion(x => x.Revision);
            model.Entity<Gadget>().Property(x => x.Name).IsConcurrencyToken();
        }));
        await app.SaveAsync(new Gadget());
        await using var db = app.Open();
        var gadget = await db.Set<Gadget>().SingleAsync();
        await db.Set<Gadget>().BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Name, "other"));

        gadget.Required = gadget.Required.AddDays(1);
        var failure = await Assert.ThrowsAnyAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());

        Assert.IsNotType<IntegrityConflictException>(failure);
    }

    private static async Task<(DeskContext Slow, Ticket Ticket)> StaleAsync(TestApplication app)
    {
        await app.SaveAsync(new Ticket());
        var slow = app.Open();
        var ticket = await slow.Tickets.SingleAsync();
        await ChangeAsync(app);
        return (slow, ticket);
    }

    private static async Task ChangeAsync(TestApplication app)
    {
        await using var db = app.Open();
        await db.Tickets.ForEachAsync(ticket => ticket.Title = "faster");
        await db.SaveChangesAsync();
    }
}

public sealed class VersionConflictSqliteTests(SqliteDatabase database) : VersionConflictTests<SqliteDatabase>(database);

public sealed class VersionConflictPostgresTests(PostgresDatabase database) : VersionConflictTests<PostgresDatabase>(database);
