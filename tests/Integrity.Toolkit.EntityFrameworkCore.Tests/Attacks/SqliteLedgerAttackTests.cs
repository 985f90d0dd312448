using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using static Integrity.Toolkit.Tests.Attacks.GuardedDatabase;
using static Integrity.Toolkit.Tests.Attacks.LedgerAttacks;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>Attacks on a ledger in SQLite from another program, with foreign keys disabled, which is the default.</summary>
public sealed class SqliteLedgerAttackTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly (string Attack, string Code)[] Attacks =
    [
        .. All,
        ($"UPDATE OR IGNORE \"Tickets\" SET \"Status\" = 'Opened', {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE OR REPLACE \"Tickets\" SET \"Status\" = 'Opened', {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"Status\" = x'4F70656E6564', \"StatusSequence\" = 1, {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"StatusSequence\" = x'31', {Moved} WHERE \"Id\" = 1", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"StatusSequence\" = 1.5, {Moved} WHERE \"Id\" = 1", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"Id\" = 77, {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE \"Tickets\" SET rowid = 77, {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE OR REPLACE \"Tickets\" SET \"Id\" = 1, {Moved} WHERE \"Id\" = 3", Replaced),
        ("CREATE TEMP TRIGGER t AFTER UPDATE OF \"Title\" ON main.\"Tickets\" BEGIN UPDATE \"Tickets\" SET \"Status\" = 'Opened', "
            + $"{Moved} WHERE \"Id\" = NEW.\"Id\"; END; UPDATE \"Tickets\" SET \"Title\" = 'x', {Moved} WHERE \"Id\" = 3", Unrecorded),
        ("CREATE TEMP TRIGGER t AFTER INSERT ON main.\"Tickets\" BEGIN UPDATE \"Tickets\" SET \"Status\" = 'Opened', "
            + $"{Moved} WHERE \"Id\" = NEW.\"Id\"; END; INSERT INTO \"Tickets\" ({Columns}) VALUES ({Values("New")})", Unrecorded),
        ($"REPLACE INTO \"Tickets\" (\"Id\", {Columns}) VALUES (3, {Values("New")})", Replaced),
        ($"INSERT OR IGNORE INTO \"Tickets\" ({Columns}) VALUES ({Values("Closed")})", NotInitial),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (3, {Values("New")}) ON CONFLICT (\"Id\") DO UPDATE SET \"Status\" = 'Opened'", Replaced),
        (Row(1, "x'32'", "'Opened'", "'Resolved'"), Chain),
        (Row(1, "1.5", "'Opened'", "'Resolved'"), Chain),
        (Row(1, "2", "'Opened'", "x'5265736F6C766564'"), NotPermitted),
        (Row(77, "0", "NULL", "'New'"), Chain),
        (Row(77, "1", "'New'", "'Opened'"), Chain),
        (Row(1, "0", "NULL", "'Opened'"), Replaced),
        (Row(1, "1", "'New'", "'Opened'").Replace("INSERT", "INSERT OR IGNORE", StringComparison.Ordinal), Replaced),
        ("REPLACE INTO \"TicketStatusHistory\" SELECT * FROM \"TicketStatusHistory\"", Replaced),
    ];

    [Fact]
    public async Task No_attack_succeeds_over_ADO_NET()
    {
        await using var app = await BuildAsync(database, keepsLedger: true);

        var breaches = await HoldsAsync(app, Attacks, statement => RawConnection.TryAsync(app, statement));

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    [Fact]
    public async Task No_attack_succeeds_from_sqlite3()
    {
        await using var app = await BuildAsync(database, keepsLedger: true);
        await using var file = await Sqlite3File.CreateAsync(app);
        var before = await file.DumpAsync();

        var breaches = await HoldsAsync(app, Attacks, file.RunAsync);

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
        Assert.Equal(before, await file.DumpAsync());
    }
}
