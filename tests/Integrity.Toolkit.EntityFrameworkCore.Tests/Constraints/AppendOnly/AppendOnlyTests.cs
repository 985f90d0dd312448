using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.AppendOnly;

public abstract class AppendOnlyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string Changed = "append-only.changed";

    private const string Deleted = "append-only.deleted";

    [Theory]
    [InlineData("UPDATE \"AuditEntry\" SET \"What\" = 'closed'", Changed)]
    [InlineData("UPDATE \"AuditEntry\" SET \"Place_Room\" = '2'", Changed)]
    [InlineData("UPDATE \"AuditEntry\" SET \"Actor\" = NULL, \"At\" = '2026-01-01 00:00:00'", Changed)]
    [InlineData("UPDATE \"AuditEntry\" SET \"Id\" = 99", Changed)]
    [InlineData("UPDATE \"AuditEntry\" SET \"Actor\" = NULL", RawConnection.Passed)]
    [InlineData("DELETE FROM \"AuditEntry\"", Deleted)]
    public async Task Raw_SQL_can_only_insert_and_redact(string statement, string answer)
    {
        await using var app = await Create(AuditEntry.Model);
        await app.SaveAsync(new AuditEntry());

        var said = await RawConnection.TryAsync(app, statement);

        Assert.Equal(answer, said);
    }

    [Fact]
    public async Task An_append_only_entity_cannot_use_soft_delete()
    {
        var both = DeskModel.Only(model =>
        {
            model.Entity<AuditEntry>().HasSoftDelete().AllowHardCascade();
            model.Entity<AuditEntry>().IsAppendOnly();
        });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(database, both, blocks: options => options.UseSoftDelete().UseConstraints()));

        Assert.Contains("AuditEntry is append-only and soft-deletable", refused.Message, StringComparison.Ordinal);
        Assert.Contains("AllowRedaction(\"DeletedAt\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_changes_a_row_or_its_owned_data_is_rejected_before_any_SQL()
    {
        await using var app = await Create(AuditEntry.Model);
        await app.SaveAsync(new AuditEntry());
        app.Sql.Commands.Clear();

        var own = await Refused(app, (_, entry) => entry.What = "closed");
        var owned = await Refused(app, (_, entry) => entry.Place.Room = "2");
        var replaced = await Refused(app, (_, entry) => entry.Place = new Place());
        var removed = await Refused(app, (db, entry) => db.Remove(entry));

        Assert.Equal(
            [(Changed, "What"), (Changed, "Place"), (Changed, "Place"), (Deleted, null)],
            new[] { own, owned, replaced, removed }.Select(violation => (violation.Code, violation.Path)));
        Assert.All(app.Sql.Commands, sql => Assert.StartsWith("SELECT", sql, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_save_can_redact()
    {
        await using var app = await Create(AuditEntry.Model);
        await app.SaveAsync(new AuditEntry());
        await using var db = app.Open();

        (await db.Set<AuditEntry>().SingleAsync()).Actor = null;
        await db.SaveChangesAsync();

        Assert.Null((await app.Open().Set<AuditEntry>().SingleAsync()).Actor);
    }

    [Fact]
    public async Task A_row_can_be_deleted_once_it_is_old_enough_by_the_database_clock()
    {
        await using var app = await Create(AuditEntry.Model);

        // The database uses its own clock, which cannot be set.
        app.Clock.AdjustTime(DateTime.UtcNow);
        await app.SaveAsync(new AuditEntry { What = "old", At = DateTime.UtcNow.AddDays(-30).AddMinutes(-1) });
        await app.SaveAsync(new AuditEntry { What = "older", At = DateTime.UtcNow.AddDays(-31) });
        await app.SaveAsync(new AuditEntry { What = "young", At = DateTime.UtcNow.AddDays(-30).AddMinutes(1) });
        await using var db = app.Open();

        db.Remove(await db.Set<AuditEntry>().SingleAsync(x => x.What == "old"));
        await db.SaveChangesAsync();
        var older = await RawConnection.TryAsync(app, "DELETE FROM \"AuditEntry\" WHERE \"What\" = 'older'");
        var young = await RawConnection.TryAsync(app, "DELETE FROM \"AuditEntry\" WHERE \"What\" = 'young'");

        Assert.Equal((RawConnection.Passed, Deleted), (older, young));
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync());
    }

    [Fact]
    public async Task The_database_rejects_the_delete_when_only_the_application_clock_is_ahead()
    {
        await using var app = await Create(AuditEntry.Model);
        app.Clock.AdjustTime(DateTime.UtcNow.AddYears(1));
        await app.SaveAsync(new AuditEntry());
        await using var db = app.Open();
        db.Remove(await db.Set<AuditEntry>().SingleAsync());

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((Deleted, DatabaseErrorKind.Guard), (failure.Violations[0].Code, failure.Database.Kind));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_are_deleted_with_their_parent_whether_tracked_or_not(bool loaded)
    {
        await using var app = await Create(AuditEntry.Model);
        await app.SaveAsync(new Archive { Entries = [new(), new()] });
        await using var db = app.Open();
        var archive = loaded
            ? await db.Set<Archive>().Include(x => x.Entries).SingleAsync()
            : await db.Set<Archive>().SingleAsync();

        db.Remove(archive);
        await db.SaveChangesAsync();

        Assert.Equal((0, 0), (await db.Set<AuditEntry>().CountAsync(), db.ChangeTracker.Entries().Count()));
    }

    [Fact]
    public async Task A_row_that_never_had_a_parent_cannot_be_deleted()
    {
        await using var app = await Create(AuditEntry.Model);
        await app.SaveAsync(new AuditEntry());

        var said = await RawConnection.TryAsync(app, "DELETE FROM \"AuditEntry\" WHERE \"ArchiveId\" IS NULL");

        Assert.Equal(Deleted, said);
    }

    [Fact]
    public async Task Set_based_statements_are_rejected_and_bypassed_ones_are_checked_by_the_database()
    {
        await using var app = await Create(AuditEntry.Model);
        await app.SaveAsync(new AuditEntry());
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.Set<AuditEntry>().ExecuteDeleteAsync());
        var guarded = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Set<AuditEntry>().BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.What, "closed")));

        Assert.Equal(("bulk.refused", Changed), (refused.Violations[0].Code, guarded.Violations[0].Code));
    }

    [Theory]
    [InlineData(typeof(DateTimeOffset))]
    [InlineData(typeof(DateOnly))]
    public async Task Every_date_and_time_type_is_compared_correctly(Type type)
    {
        var model = DeskModel.Only(desk => desk.Entity<Entry>(entry =>
        {
            entry.IsAppendOnly(a => _ = type == typeof(DateOnly)
                ? a.AllowDeleteAfter(x => x.Day, TimeSpan.FromDays(1))
                : a.AllowDeleteAfter(x => x.Moment, TimeSpan.FromHours(1)));
        }));
        await using var app = await Create(model);
        var now = DateTimeOffset.UtcNow;
        await app.SaveAsync(new Entry
        {
            Id = 1, Day = DateOnly.FromDateTime(now.Date.AddDays(-3)), Moment = Zoned(app, now.AddHours(-2)),
        });
        await app.SaveAsync(new Entry
        {
            Id = 2, Day = DateOnly.FromDateTime(now.Date), Moment = Zoned(app, now),
        });

        var old = await RawConnection.TryAsync(app, "DELETE FROM \"Entry\" WHERE \"Id\" = 1");
        var young = await RawConnection.TryAsync(app, "DELETE FROM \"Entry\" WHERE \"Id\" = 2");

        Assert.Equal((RawConnection.Passed, Deleted), (old, young));
    }

    [Fact]
    public async Task A_cascade_that_the_database_does_not_perform_throws()
    {
        var model = DeskModel.Only(desk =>
        {
            desk.Entity<AuditEntry>(entry =>
            {
                entry.OwnsOne(x => x.Place);
                entry.IsAppendOnly(a => a.AllowCascadeDelete());
            });
            desk.Entity<Archive>();
        });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Create(model));

        Assert.Contains("OnDelete(DeleteBehavior.Cascade)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_without_a_column_throws()
    {
        var model = DeskModel.Only(desk => desk.Entity<Entry>().IsAppendOnly(a => a.AllowRedaction("Nothing")));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Create(model));

        Assert.Contains("Entry.Nothing", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>PostgreSQL accepts only UTC times; SQLite keeps the offset in the text.</summary>
    protected abstract DateTimeOffset Zoned(TestApplication app, DateTimeOffset time);

    private static async Task<IntegrityViolation> Refused(TestApplication app, Action<DeskContext, AuditEntry> change)
    {
        await using var db = app.Open();
        change(db, await db.Set<AuditEntry>().SingleAsync());
        return (await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync())).Violations[0];
    }

    private Task<TestApplication> Create(DeskModel model) => TestApplication.CreateAsync(database, model, blocks: options => options.UseConstraints());

    public sealed class Entry
    {
        public int Id { get; set; }

        public DateOnly Day { get; set; }

        public DateTimeOffset Moment { get; set; }
    }
}

public sealed class AppendOnlyOnSqliteTests(SqliteDatabase database) : AppendOnlyTests<SqliteDatabase>(database)
{
    protected override DateTimeOffset Zoned(TestApplication app, DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(-11));
}

public sealed class AppendOnlyOnPostgresTests(PostgresDatabase database) : AppendOnlyTests<PostgresDatabase>(database)
{
    protected override DateTimeOffset Zoned(TestApplication app, DateTimeOffset time) => time;
}
