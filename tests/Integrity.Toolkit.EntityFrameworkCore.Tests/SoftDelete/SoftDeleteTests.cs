using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Deleting_a_ticket_keeps_its_row_and_hides_it_from_queries()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.ToListAsync());
        Assert.Single(await later.Tickets.WithDeleted().ToListAsync());
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_deleted_row_records_the_utc_time_the_actor_and_the_reason()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        using (db.ActingAs(Actor.User("ben"), "spam"))
        {
            db.Remove(ticket);
            await db.SaveChangesAsync();
        }

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal(TestTime.Start, row.Entity.DeletedAt);
        Assert.Equal(DateTimeKind.Utc, row.Entity.DeletedAt!.Value.Kind);
        Assert.Equal("ben", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Equal("spam", row.Property<string?>("DeletionReason").CurrentValue);
        Assert.NotNull(row.Property<Guid?>("DeletionId").CurrentValue);
    }

    [Fact]
    public async Task Deleting_sends_one_update_of_the_deletion_columns_and_the_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label { Text = "red" }] });
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync());
        app.Sql.Commands.Clear();

        await db.SaveChangesAsync();

        var update = Assert.Single(app.Sql.Commands);
        var set = update[update.IndexOf("SET", StringComparison.Ordinal)..update.IndexOf("WHERE", StringComparison.Ordinal)];
        Assert.Equal(
            ["DeletedAt", "DeletedBy", "DeletionId", "DeletionReason", "Version"],
            set.Split('"').Where((_, i) => i % 2 == 1).Order());
    }

    [Fact]
    public async Task Deleting_a_stub_with_only_key_and_version_keeps_every_other_column()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var saved = await app.SaveAsync(new Ticket
        {
            Title = "kept",
            Code = "K",
            Address = { City = "Bonn", Geo = { Latitude = 50 } },
            Details = { Channel = "mail" },
            Budget = { Amount = 99 },
            Labels = [new Label { Text = "red" }],
        });
        await using var db = app.Open();

        db.Remove(new Ticket { Id = saved.Id, Version = 1 });
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("kept", "K", 2), (row.Title, row.Code, row.Version));
        Assert.Equal(("Bonn", 50), (row.Address.City, row.Address.Geo.Latitude));
        Assert.Equal(("mail", 99), (row.Details.Channel, row.Budget.Amount));
        Assert.Equal("red", Assert.Single(row.Labels).Text);
    }

    [Fact]
    public async Task Unsaved_edits_of_a_deleted_entity_are_discarded()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "edited";
        ticket.Budget.Amount = 5;
        ticket.Address.City = "edited";
        ticket.Address.Geo.Latitude = 1;
        ticket.Details.Channel = "edited";

        db.Remove(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("a title", 10), (row.Title, row.Budget.Amount));
        Assert.Equal(("Ulm", 48, "phone"), (row.Address.City, row.Address.Geo.Latitude, row.Details.Channel));
    }

    [Fact]
    public async Task Deleting_twice_keeps_the_first_deletion_columns_and_the_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();
        var first = db.Entry(ticket).Property<Guid?>("DeletionId").CurrentValue;
        app.Clock.AdjustTime(TestTime.Start.AddDays(1));

        using (db.ActingAs(Actor.User("ben")))
        {
            db.Remove(ticket);
            await db.SaveChangesAsync();
        }

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal((TestTime.Start, 2), (row.Entity.DeletedAt, row.Entity.Version));
        Assert.Equal("anna", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Equal(first, row.Property<Guid?>("DeletionId").CurrentValue);
        Assert.Equal(EntityState.Unchanged, db.Entry(ticket).State);
    }

    [Fact]
    public async Task Removing_a_new_entity_only_detaches_it()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Detached, db.Entry(ticket).State);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task Two_deletions_in_one_save_have_different_deletion_ids()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        db.RemoveRange(await db.Tickets.ToListAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var ids = await later.Tickets.OnlyDeleted().Select(x => EF.Property<Guid?>(x, "DeletionId")).ToListAsync();
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_removal_without_change_detection_is_a_soft_delete_too()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        Assert.False(db.ChangeTracker.AutoDetectChangesEnabled);
        await using var later = app.Open();
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_removal_without_change_detection_detects_no_other_changes()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var ticket = await db.Tickets.SingleAsync();

        ticket.Comments.Add(new Comment());
        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal([ticket], db.ChangeTracker.Entries().Where(entry => !entry.Metadata.IsOwned()).Select(entry => entry.Entity));
        await using var later = app.Open();
        Assert.Empty(await later.Set<Comment>().WithDeleted().ToListAsync());
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_synchronous_save_behaves_the_same()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label()] });
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        db.SaveChanges();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal((TestTime.Start, 2), (row.Entity.DeletedAt, row.Entity.Version));
        Assert.Equal("anna", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Single(row.Entity.Labels);
    }

    [Fact]
    public async Task Observers_are_notified_of_a_soft_delete()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Labels = [new Label()] });
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        var change = Assert.Single(Assert.Single(app.Committed).Changes);
        Assert.Equal(("Ticket", EntityOperation.SoftDelete), (change.EntityName, change.Operation));
    }

    [Fact]
    public async Task A_deletion_without_a_required_actor_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database, integrity: integrity => integrity.RequireActor());
        await app.SaveAsync(new Comment { TicketId = (await app.SaveAsync(new Ticket())).Id });
        await using var db = app.Open();
        using var nobody = db.ActingAs(Actor.Unknown);
        db.Remove(await db.Comments.SingleAsync());

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("actor.missing", Assert.Single(refused.Violations).Code);
        await using var later = app.Open();
        Assert.Single(await later.Comments.ToListAsync());
    }

    [Fact]
    public async Task A_deleted_row_is_found_only_by_the_context_that_deleted_it()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Same(ticket, await db.Tickets.FindAsync(ticket.Id));
        Assert.Null(await later.Tickets.FindAsync(ticket.Id));
    }

    [Fact]
    public async Task A_deleted_row_can_be_reloaded_and_its_database_values_can_be_read()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var stale = app.Open();
        var ticket = await stale.Tickets.SingleAsync();
        await using (var db = app.Open())
        {
            db.Remove(await db.Tickets.SingleAsync());
            await db.SaveChangesAsync();
        }

        var values = await stale.Entry(ticket).GetDatabaseValuesAsync();
        await stale.Entry(ticket).ReloadAsync();

        Assert.Equal(TestTime.Start, values!.GetValue<DateTime?>("DeletedAt"));
        Assert.Equal((TestTime.Start, EntityState.Unchanged), (ticket.DeletedAt, stale.Entry(ticket).State));
    }
}

public sealed class SoftDeleteSqliteTests(SqliteDatabase database) : SoftDeleteTests<SqliteDatabase>(database);

public sealed class SoftDeletePostgresTests(PostgresDatabase database) : SoftDeleteTests<PostgresDatabase>(database);
