using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class GuardedHardDeleteTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Guarded = DeskModel.With(model =>
    {
        model.Entity<Ticket>().HasSoftDelete().GuardInDatabase();
        model.Entity<Ticket>().HasVersion().GuardInDatabase();
        model.Entity<Ticket>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase();
        model.Entity<Ticket>().ToTable(table => table.HasCheckConstraint(
            "CK_Marked", "\"DeletedAt\" IS NULL OR \"DeletionId\" IS NOT NULL"));
        model.Entity<Comment>().HasSoftDelete().GuardInDatabase();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hard_delete_marks_and_deletes_a_live_row_in_one_transaction(bool async)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket { Comments = [new(), new()] });
        await using var db = app.Open();
        db.HardDelete(await db.Tickets.Include(x => x.Comments).SingleAsync());

        var rows = await SaveModes.SaveAsync(db, async);

        Assert.Equal(3, rows);
        Assert.Equal(0, await db.Tickets.WithDeleted().CountAsync() + await db.Comments.WithDeleted().CountAsync());
        Assert.Empty(db.ChangeTracker.Entries());
    }

    [Fact]
    public async Task A_hard_delete_fails_when_unloaded_live_rows_depend_on_the_row()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket { Comments = [new()] });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.HardDelete(ticket);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("soft-delete.live", failure.Violations[0].Code);
        Assert.Null((await app.Open().Tickets.SingleAsync()).DeletedAt);
        Assert.Equal(EntityState.Deleted, db.Entry(ticket).State);
    }

    [Fact]
    public async Task A_row_changed_by_another_writer_is_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.HardDelete(await db.Tickets.SingleAsync());
        await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Title\" = 'x', \"Version\" = \"Version\" + 1");

        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Null((await app.Open().Tickets.SingleAsync()).DeletedAt);
    }

    [Fact]
    public async Task A_hard_delete_without_a_transaction_is_rejected_before_any_SQL()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        db.HardDelete(await db.Tickets.SingleAsync());
        app.Sql.Commands.Clear();

        var failure = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["soft-delete.no-transaction"], failure.Violations.Select(x => x.Code));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task A_soft_deleted_row_is_deleted_without_being_marked_again()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();

        db.HardDelete(ticket);
        await db.SaveChangesAsync();

        Assert.DoesNotContain(app.Sql.Commands, sql => sql.Contains("UPDATE", StringComparison.Ordinal));
        Assert.Equal(0, await db.Tickets.WithDeleted().CountAsync());
    }

    [Fact]
    public async Task A_deletion_column_can_be_a_concurrency_token()
    {
        var model = DeskModel.With(desk =>
        {
            desk.Entity<Ticket>().HasSoftDelete().GuardInDatabase();
            desk.Entity<Ticket>().Property(x => x.DeletedAt).IsConcurrencyToken();
        });
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.HardDelete(await db.Tickets.SingleAsync());

        await db.SaveChangesAsync();

        Assert.Equal(0, await db.Tickets.WithDeleted().CountAsync());
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task Derived_rows_are_guarded_in_every_mapping_strategy(string mapping)
    {
        await using var app = await TestApplication.CreateAsync(database, Animal.Guarded(mapping));
        await app.SaveAsync(new Puppy { Id = 1, Name = "p" });
        await app.SaveAsync(new Cat { Id = 2 });
        var tables = mapping == "TPC" ? ["Puppy"] : mapping == "TPH" ? ["Animal"] : new[] { "Puppy", "Dog", "Animal" };

        foreach (var table in tables)
        {
            Assert.Equal("soft-delete.live", await RawConnection.TryAsync(app, $"DELETE FROM \"{table}\" WHERE \"Id\" = 1"));
        }

        await using var db = app.Open();
        db.Remove(await db.Set<Cat>().SingleAsync());
        db.HardDelete(await db.Set<Puppy>().SingleAsync());
        await db.SaveChangesAsync();
        Assert.Equal(0, await db.Set<Animal>().WithDeleted().CountAsync());
    }
}

public sealed class GuardedHardDeleteOnSqliteTests(SqliteDatabase database) : GuardedHardDeleteTests<SqliteDatabase>(database);

public sealed class GuardedHardDeleteOnPostgresTests(PostgresDatabase database) : GuardedHardDeleteTests<PostgresDatabase>(database)
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task A_database_generated_token_permits_a_hard_delete_and_still_detects_other_writers()
    {
        var model = DeskModel.With(desk =>
        {
            desk.Entity<Note>().HasSoftDelete().GuardInDatabase();
            desk.Entity<Note>().Property<uint>("xmin").IsRowVersion();
        });
        await using var app = await TestApplication.CreateAsync(_database, model);
        await app.SaveAsync(new Note());
        await app.SaveAsync(new Note());
        await using var db = app.Open();
        var notes = await db.Notes.OrderBy(x => x.Id).ToListAsync();
        await RawConnection.TryAsync(app, "UPDATE \"Notes\" SET \"Text\" = 'x' WHERE \"Id\" = " + notes[1].Id);

        db.HardDelete(notes[0]);
        await db.SaveChangesAsync();
        db.HardDelete(notes[1]);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());

        Assert.Equal(notes[1].Id, (await app.Open().Notes.SingleAsync()).Id);
    }
}
