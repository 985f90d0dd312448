using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using static Integrity.Toolkit.Tests.Attacks.GuardedDatabase;
using static Integrity.Toolkit.Tests.Attacks.LedgerAttacks;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>Attacks on a ledger in PostgreSQL from another program.</summary>
public sealed class PostgresLedgerAttackTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    /// <summary>Attacks that require write access.</summary>
    private static readonly (string Attack, string Code)[] Attacks =
    [
        .. All,
        ($"WITH x AS (UPDATE \"Tickets\" SET \"Status\" = 'Opened', {Moved} WHERE \"Id\" = 3 RETURNING 1) SELECT * FROM x", Unrecorded),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (3, {Values("New")}) ON CONFLICT (\"Id\") DO UPDATE SET \"Status\" = "
            + "'Opened', \"Version\" = \"Tickets\".\"Version\" + 1", Unrecorded),
        ($"MERGE INTO \"Tickets\" AS t USING (SELECT 3 AS i) AS s ON t.\"Id\" = s.i WHEN MATCHED THEN UPDATE SET \"Status\" = 'Opened', {Moved}", Unrecorded),
        ($"MERGE INTO \"Tickets\" AS t USING (SELECT 77 AS i) AS s ON t.\"Id\" = s.i WHEN NOT MATCHED THEN INSERT (\"Id\", {Columns}) "
            + $"VALUES (77, {Values("Closed")})", NotInitial),
        (Row(1, "2", "'Opened'", "'Resolved'"), Unrecorded),
        ($"BEGIN; {Row(1, "2", "'Opened'", "'Resolved'")}; {Row(1, "3", "'Resolved'", "'Opened'")}; UPDATE \"Tickets\" SET \"Status\" = "
            + $"'Resolved', \"StatusSequence\" = 2, {Moved} WHERE \"Id\" = 1; COMMIT", Unrecorded),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}, \"StatusSequence\") VALUES (77, {Values("New")}, 0)", Unrecorded),
        ($"BEGIN; INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (77, {Values("New")}); {Row(77, "0", "NULL", "'New'")}; COMMIT", Unrecorded),
        ("TRUNCATE \"TicketStatusHistory\"", Written),
        ("CREATE TEMP TABLE \"TicketStatusHistory\" AS SELECT \"TicketId\", 1 AS \"Sequence\", 'Opened'::varchar AS \"ToState\" FROM "
            + $"public.\"TicketStatusHistory\"; UPDATE \"Tickets\" SET \"Status\" = 'Opened', \"StatusSequence\" = 1, {Moved} WHERE \"Id\" = 3", Unrecorded),
        ("CREATE TEMP TABLE \"Tickets\" AS SELECT 1 AS \"Id\", 9 AS \"StatusSequence\", 'Opened'::varchar AS \"Status\"; "
            + Row(1, "2", "'Opened'", "'Resolved'"), Unrecorded),
        ($"SET CONSTRAINTS ALL IMMEDIATE; {Row(1, "2", "'Opened'", "'Resolved'")}", Unrecorded),
    ];

    /// <summary>Attacks that also require the permission to create triggers.</summary>
    private static readonly (string Attack, string Code)[] Triggers =
    [
        (Rewriting("\"Tickets\"", "UPDATE", "NEW.\"Status\" := 'Opened'; RETURN NEW;")
            + $"UPDATE \"Tickets\" SET \"Title\" = 'x', {Moved} WHERE \"Id\" = 3", Unrecorded),
        (Rewriting("\"Tickets\"", "INSERT", "NEW.\"Status\" := 'Closed'; RETURN NEW;")
            + $"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (77, {Values("New")})", NotInitial),
        (Rewriting("\"TicketStatusHistory\"", "INSERT", "NEW.\"ToState\" := 'Closed'; RETURN NEW;")
            + Row(3, "1", "'New'", "'Opened'"), NotPermitted),
    ];

    [Fact]
    public async Task No_attack_succeeds_over_ADO_NET()
    {
        await using var app = await BuildAsync(database, keepsLedger: true);

        var breaches = await HoldsAsync(app, [.. Attacks, .. Triggers], statement => RawConnection.TryAsync(
            app, statement.StartsWith("BEGIN", StringComparison.Ordinal) ? statement : $"BEGIN; {statement}; COMMIT"));

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    [Fact]
    public async Task No_attack_succeeds_from_psql_as_an_ordinary_role()
    {
        await using var app = await BuildAsync(database, keepsLedger: true);
        await using var role = await PsqlRole.CreateAsync(app);
        (string, string)[] copies =
        [
            ("COPY \"TicketStatusHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", "
                + "\"ActorKind\", \"OccurredAt\", \"TableHash\") FROM STDIN;\n1\t2\tOpened\tResolved\tAssigned\tf\tUser\t2026-01-01\tx\n\\.\n", Unrecorded),
        ];

        // Attacks that are not rejected would change rows.
        var breaches = await HoldsAsync(app, [.. Attacks, .. copies], role.RunAsync);

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    private static string Rewriting(string table, string on, string body)
        => $"CREATE FUNCTION rewrite() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$; CREATE TRIGGER aa BEFORE {on} ON "
            + $"{table} FOR EACH ROW EXECUTE FUNCTION rewrite(); ";
}
