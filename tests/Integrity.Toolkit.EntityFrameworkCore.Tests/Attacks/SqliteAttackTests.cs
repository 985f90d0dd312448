using Integrity.Toolkit.Tests.Constraints.AppendOnly;
using Integrity.Toolkit.Tests.Constraints.Exclusion;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Attacks.GuardedDatabase;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>Attacks on SQLite from another program, with foreign keys disabled, which is the default.</summary>
public sealed class SqliteAttackTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Moved = "\"Version\" = \"Version\" + 1";

    private static readonly (string Attack, string Code)[] Attacks =
    [
        ("DELETE FROM \"Tickets\"", Live),
        ("DELETE FROM \"Tickets\" WHERE \"Id\" = 1", Live),
        ("WITH x AS (SELECT 1 AS i) DELETE FROM \"Tickets\" WHERE \"Id\" IN (SELECT i FROM x)", Live),
        ("DELETE FROM \"Comments\"", Live),
        ("UPDATE \"Tickets\" SET \"Title\" = 'x' WHERE \"Id\" = 1", NotMoved),
        ("UPDATE \"Tickets\" SET \"Title\" = 'x', \"Version\" = 0 WHERE \"Id\" = 1", NotMoved),
        ("UPDATE OR IGNORE \"Tickets\" SET \"Title\" = 'x' WHERE \"Id\" = 1", NotMoved),
        ("UPDATE \"Tickets\" SET \"Title\" = x.\"State\" FROM \"Slip\" AS x WHERE \"Tickets\".\"Id\" = 1", NotMoved),
        ($"UPDATE \"Tickets\" SET \"Status\" = 'New', {Moved} WHERE \"Id\" = 1", NotPermitted),
        ($"UPDATE OR REPLACE \"Tickets\" SET \"Status\" = 'Closed', {Moved} WHERE \"Id\" = 3", NotPermitted),
        ($"UPDATE \"Tickets\" SET \"Status\" = x'4F70656E6564', {Moved} WHERE \"Id\" = 3", NotPermitted),
        ($"WITH x AS (SELECT 'Closed' AS s) UPDATE \"Tickets\" SET \"Status\" = (SELECT s FROM x), {Moved} WHERE \"Id\" = 3", NotPermitted),
        ("CREATE TEMP TRIGGER t AFTER UPDATE OF \"Title\" ON main.\"Tickets\" BEGIN UPDATE \"Tickets\" SET \"Status\" = 'Closed', "
            + $"{Moved} WHERE \"Id\" = NEW.\"Id\"; END; UPDATE \"Tickets\" SET \"Title\" = 'x', {Moved} WHERE \"Id\" = 3", NotPermitted),
        ("CREATE TEMP TRIGGER t AFTER INSERT ON main.\"Tickets\" BEGIN UPDATE \"Tickets\" SET \"Status\" = 'Closed', "
            + $"{Moved} WHERE \"Id\" = NEW.\"Id\"; END; INSERT INTO \"Tickets\" ({Columns}) VALUES ({Values("New")})", NotPermitted),
        ($"INSERT INTO \"Tickets\" ({Columns}) VALUES ({Values("Closed")})", NotInitial),
        ($"INSERT OR IGNORE INTO \"Tickets\" ({Columns}) VALUES ({Values("Closed")})", NotInitial),
        ($"INSERT INTO \"Tickets\" ({Columns}) SELECT {Values("Opened")} FROM \"Slip\"", NotInitial),
        ($"REPLACE INTO \"Tickets\" (\"Id\", {Columns}) VALUES (1, {Values("New")})", Replaced),
        ($"INSERT OR REPLACE INTO \"Tickets\" (\"Id\", {Columns}) SELECT 1, {Values("New")}", Replaced),
        ($"INSERT OR IGNORE INTO \"Tickets\" (\"Id\", {Columns}) VALUES (1, {Values("New")})", Replaced),
        ($"REPLACE INTO \"Tickets\" (rowid, {Columns}) VALUES (1, {Values("New")})", Replaced),
        ($"REPLACE INTO \"Tickets\" (\"Code\", {Columns}) VALUES ('A', {Values("New")})", Replaced),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (1, {Values("New")}) ON CONFLICT (\"Id\") DO UPDATE SET \"Status\" = 'New'", Replaced),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (1, {Values("New")}) ON CONFLICT DO NOTHING", Replaced),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (-1, {Values("New")})", Replaced),
        ($"UPDATE OR REPLACE \"Tickets\" SET \"Code\" = 'A', {Moved} WHERE \"Id\" = 3", Replaced),
        ($"UPDATE OR REPLACE \"Tickets\" SET \"Id\" = 1, {Moved} WHERE \"Id\" = 3", Replaced),
        ($"UPDATE OR REPLACE \"Tickets\" SET rowid = 1, {Moved} WHERE \"Id\" = 3", Replaced),
        ($"UPDATE OR REPLACE \"Tickets\" SET oid = 1, {Moved} WHERE \"Id\" = 3", Replaced),
        ($"UPDATE OR REPLACE \"Tickets\" SET _rowid_ = 1, {Moved} WHERE \"Id\" = 3", Replaced),
        ($"UPDATE OR REPLACE \"Tickets\" SET \"DeletedAt\" = NULL, \"Code\" = 'A', {Moved} WHERE \"Id\" = 2", Replaced),
        ("UPDATE \"TicketStatusHistory\" SET \"ToState\" = 'Closed'", Written),
        ("UPDATE \"TicketStatusHistory\" SET \"TicketId\" = 3 WHERE \"TicketId\" = 1 AND \"Sequence\" = 1", Written),
        ("DELETE FROM \"TicketStatusHistory\" WHERE \"TicketId\" = 1", Written),
        ("REPLACE INTO \"TicketStatusHistory\" SELECT * FROM \"TicketStatusHistory\"", Replaced),
        ("REPLACE INTO \"TicketStatusHistory\" (rowid, \"TicketId\", \"Sequence\", \"ToState\", \"Origin\", \"OffTable\", \"ActorKind\", "
            + "\"OccurredAt\", \"TableHash\") SELECT rowid, 77, 0, 'New', 'Import', 0, 'User', '2026-01-01', '' FROM \"TicketStatusHistory\"", Replaced),
        ("UPDATE \"AuditEntry\" SET \"What\" = 'x'", Changed),
        ("UPDATE \"AuditEntry\" SET \"Id\" = 7 WHERE \"Id\" = 1", Changed),
        ("UPDATE \"AuditEntry\" SET rowid = 7 WHERE \"Id\" = 1", Changed),
        ("DELETE FROM \"AuditEntry\"", Deleted),
        ("DELETE FROM \"AuditEntry\" WHERE \"ArchiveId\" IS NULL RETURNING *", Deleted),
        ("INSERT OR REPLACE INTO \"AuditEntry\" SELECT * FROM \"AuditEntry\"", Replaced),
        ("INSERT INTO \"AuditEntry\" SELECT * FROM \"AuditEntry\" WHERE TRUE ON CONFLICT DO UPDATE SET \"What\" = 'x'", Replaced),
        ("REPLACE INTO \"Slip\" (rowid, \"State\", \"Id\") VALUES (1, 'three', 3)", Replaced),
        ("REPLACE INTO \"Slip\" (\"State\", \"Id\") VALUES ('one', 3)", Replaced),
        ("UPDATE OR REPLACE \"Slip\" SET rowid = 2 WHERE rowid = 1", Replaced),
        ("INSERT INTO \"Booking\" SELECT 7, \"Room\", \"From\", \"To\", \"Start\", \"End\", \"FirstDay\", \"LastDay\", \"Low\", \"High\", "
            + "\"Cheap\", \"Dear\", \"Opens\", \"Closes\", \"IsCancelled\" FROM \"Booking\" LIMIT 1", Booking.Twice),
        ("UPDATE \"Booking\" SET \"Room\" = 'A'", Booking.Twice),
        ("UPDATE OR REPLACE \"Booking\" SET \"Room\" = 'A'", Booking.Twice),
        ("UPDATE OR IGNORE \"Booking\" SET \"From\" = 'never'", Booking.Twice),
        ("REPLACE INTO \"Booking\" SELECT * FROM (SELECT * FROM \"Booking\") WHERE FALSE; UPDATE \"Booking\" SET \"Room\" = 'A' WHERE rowid = 2", Booking.Twice),
    ];

    [Fact]
    public async Task No_attack_succeeds_over_ADO_NET()
    {
        await using var app = await BuildAsync(database);

        var breaches = await HoldsAsync(app, Attacks, statement => RawConnection.TryAsync(app, statement));

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    [Fact]
    public async Task No_attack_succeeds_from_sqlite3()
    {
        await using var app = await BuildAsync(database);
        await using var file = await Sqlite3File.CreateAsync(app);
        var before = await file.DumpAsync();

        var breaches = await HoldsAsync(app, Attacks, file.RunAsync);

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
        Assert.Equal(before, await file.DumpAsync());
    }

    [Fact]
    public async Task An_existing_row_with_the_placeholder_rowid_does_not_block_inserts()
    {
        await using var app = await BuildAsync(database);
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync("UPDATE \"AuditEntry\" SET \"Actor\" = NULL");
        db.Add(new AuditEntry());
        db.Add(new Ticket());
        await db.SaveChangesAsync();

        Assert.Equal(3, await db.Set<AuditEntry>().CountAsync());
    }
}
