using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteSaveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_optional_complex_value_edited_before_the_deletion_is_kept_as_stored(bool filled)
    {
        var model = DeskModel.With(m => m.Entity<Crate>(crate =>
        {
            crate.ComplexProperty(x => x.Price);
            crate.HasSoftDelete();
        }));
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Crate { Price = filled ? new Money { Amount = 7 } : null });
        await using var db = app.Open();
        var crate = await db.Set<Crate>().SingleAsync();
        crate.Price = filled ? null : new Money();
        db.Remove(crate);

        app.Sql.FailNextWrite = new TimeoutException("on purpose");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var afterFailure = crate.Price is not null;
        await db.SaveChangesAsync();

        Assert.Equal(!filled, afterFailure);
        await using var later = app.Open();
        Assert.Equal(filled ? 7 : null, (await later.Set<Crate>().OnlyDeleted().SingleAsync()).Price?.Amount);
    }

    [Fact]
    public async Task A_save_without_accepting_is_executed_and_can_be_accepted_later()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        var comment = await db.Comments.SingleAsync();
        db.Remove(comment);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        app.Sql.Commands.Clear();
        await db.SaveChangesAsync();

        Assert.Empty(app.Sql.Writes);
        Assert.Equal((EntityState.Unchanged, TestTime.Start), (db.Entry(comment).State, comment.DeletedAt));
        await using var later = app.Open();
        Assert.Equal(TestTime.Start, (await later.Comments.OnlyDeleted().SingleAsync()).DeletedAt);
    }

    [Fact]
    public async Task A_save_without_accepting_can_be_executed_twice()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        var comment = await db.Comments.SingleAsync();
        db.Remove(comment);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();

        await using var later = app.Open();
        var row = later.Entry(await later.Comments.OnlyDeleted().SingleAsync());
        Assert.Equal(TestTime.Start, row.Entity.DeletedAt);
        Assert.Equal(
            db.Entry(comment).Property<Guid?>("DeletionId").CurrentValue, row.Property<Guid?>("DeletionId").CurrentValue);
        Assert.Equal(0, await db.SaveChangesAsync());
    }

    [Fact]
    public async Task An_entity_can_be_changed_after_its_deletion_was_accepted_manually()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();

        ticket.Title = "after";
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.OnlyDeleted().SingleAsync();
        Assert.Equal(("after", 3), (row.Title, row.Version));
    }

    [Fact]
    public async Task After_a_failed_save_the_entities_are_unchanged()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        var ticket = await Loaded(db).SingleAsync();
        ticket.Title = "edited";
        ticket.Budget.Amount = 7;
        db.Remove(ticket);
        var before = States(db);
        app.Sql.FailNextWrite = new InvalidDataException();

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(before, States(db));
        Assert.Equal(EntityState.Deleted, db.Entry(ticket).State);
        Assert.Equal(("edited", 7), (ticket.Title, ticket.Budget.Amount));
        Assert.Null(ticket.DeletedAt);
        Assert.Equal(1, ticket.Version);
    }

    [Fact]
    public async Task A_repeated_failed_save_uses_the_deletion_values_of_the_repetition()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        db.Remove(await Loaded(db).SingleAsync());
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        app.Clock.AdjustTime(TestTime.Start.AddHours(1));

        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await Loaded(later.Tickets.OnlyDeleted()).SingleAsync();
        Assert.Equal((TestTime.Start.AddHours(1), 2), (row.DeletedAt, row.Version));
        Assert.Equal(
            (1, 1, 1, 1, 1),
            (row.Labels.Count, row.Tags.Count, row.Notes.Count, row.Attachments.Count, row.Comments.Count));
        Assert.Equal("Bonn", row.Address.City);
        Assert.Equal(TestTime.Start.AddHours(1), row.Comments[0].DeletedAt);
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task A_save_that_violates_a_constraint_can_be_corrected_and_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await app.SaveAsync(new Ticket { Code = "taken" });
        await using var db = app.Open();
        var (removed, added) = (await Loaded(db).SingleAsync(x => x.Code == "mine"), new Ticket { Code = "taken" });
        db.Remove(removed);
        db.Add(added);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        added.Code = "free";
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(2, (await later.Tickets.OnlyDeleted().SingleAsync()).Version);
        Assert.Equal(["free", "taken"], await later.Tickets.Select(x => x.Code).OrderBy(x => x).ToListAsync());
        Assert.Equal(1, (await later.Tickets.SingleAsync(x => x.Code == "free")).Version);
    }

    [Fact]
    public async Task After_a_canceled_save_everything_is_unchanged()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        var ticket = await Loaded(db).SingleAsync();
        db.Remove(ticket);
        var before = States(db);
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));

        Assert.Equal(before, States(db));
        await using var later = app.Open();
        Assert.Equal(1, (await later.Tickets.SingleAsync()).Version);
    }

    [Fact]
    public async Task A_late_delete_by_another_interceptor_is_rejected_to_keep_the_row()
    {
        await using var app = await TestApplication.CreateAsync(
            database, options: options => options.AddInterceptors(new RecordingInterceptor { Saving = Remove }));
        await SeedAsync(app);
        await using var db = app.Open();
        await db.Tickets.SingleAsync();
        db.Add(new Plain());

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("soft-delete.late", Assert.Single(refused.Violations).Code);
        await using var later = app.Open();
        Assert.Single(await later.Tickets.ToListAsync());
        Assert.Empty(await later.Plains.ToListAsync());

        static void Remove(DbContext context) => context.RemoveRange(
            context.ChangeTracker.Entries<Ticket>().Where(x => x.State == EntityState.Unchanged).Select(x => x.Entity).ToList());
    }

    [Fact]
    public async Task A_rolled_back_transaction_leaves_the_row_live_and_notifies_no_observer()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using (var db = app.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Remove(await db.Tickets.SingleAsync());
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await using var later = app.Open();
        Assert.Equal(1, (await later.Tickets.SingleAsync()).Version);
        Assert.Empty(app.Committed);
    }

    [Fact]
    public async Task A_save_without_accepting_can_be_repeated_after_a_rollback()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        db.Remove(await Loaded(db).SingleAsync());
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.RollbackAsync();
        }

        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await Loaded(later.Tickets.OnlyDeleted()).SingleAsync();
        Assert.Equal((2, 1, 1, 1, 1), (row.Version, row.Labels.Count, row.Tags.Count, row.Notes.Count, row.Attachments.Count));
    }

    [Fact]
    public async Task A_conflict_leaves_the_entity_in_Deleted_state_and_the_row_unchanged()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        await using var db = app.Open();
        var ticket = await Loaded(db).SingleAsync();
        await using (var faster = app.Open())
        {
            (await faster.Tickets.SingleAsync()).Title = "faster";
            await faster.SaveChangesAsync();
        }

        db.Remove(ticket);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal((EntityState.Deleted, 1), (db.Entry(ticket).State, ticket.Version));
        await using var later = app.Open();
        var row = await Loaded(later.Tickets).SingleAsync();
        Assert.Equal(("faster", 2, 1, 1), (row.Title, row.Version, row.Comments.Count, row.Tags.Count));
    }

    private static List<string> States(DeskContext db) =>
        [.. db.ChangeTracker.Entries().Select(x => $"{x.Metadata.ShortName()} {x.State}").Order()];

    private static IQueryable<Ticket> Loaded(DeskContext db) => Loaded(db.Tickets);

    private static IQueryable<Ticket> Loaded(IQueryable<Ticket> tickets) => tickets
        .Include(x => x.Tags).Include(x => x.Notes).Include(x => x.Attachments).Include(x => x.Comments).AsSplitQuery();

    private static Task<Ticket> SeedAsync(TestApplication app) => app.SaveAsync(new Ticket
    {
        Code = "mine",
        Address = { City = "Bonn" },
        Labels = [new Label { Text = "red" }],
        Tags = [new Tag { Name = "vip" }],
        Notes = [new Note()],
        Attachments = [new Attachment()],
        Comments = [new Comment()],
    });

    public sealed class Crate
    {
        public int Id { get; set; }

        public Money? Price { get; set; }
    }

    [Fact]
    public async Task Replacing_owned_data_in_the_save_that_deletes_its_owner_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Address = new Address { City = "Bonn" };
        db.Remove(ticket);

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Contains(refused.Violations, violation => violation is { Code: "soft-delete.owned-replaced", Path: "Address" });
        Assert.Empty(app.Sql.Writes);
    }
}

public sealed class SoftDeleteSaveSqliteTests(SqliteDatabase database) : SoftDeleteSaveTests<SqliteDatabase>(database);

public sealed class SoftDeleteSavePostgresTests(PostgresDatabase database) : SoftDeleteSaveTests<PostgresDatabase>(database);
