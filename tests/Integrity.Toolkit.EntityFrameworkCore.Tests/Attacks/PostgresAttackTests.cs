using Integrity.Toolkit.Tests.Constraints.Exclusion;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using static Integrity.Toolkit.Tests.Attacks.GuardedDatabase;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>Attacks on PostgreSQL from another program.</summary>
public sealed class PostgresAttackTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Moved = "\"Version\" = \"Version\" + 1";

    /// <summary>Attacks that require write access.</summary>
    private static readonly (string Attack, string Code)[] Attacks =
    [
        ("DELETE FROM \"Tickets\"", Live),
        ("WITH gone AS (DELETE FROM \"Tickets\" WHERE \"Id\" = 1 RETURNING *) SELECT * FROM gone", Live),
        ("DELETE FROM \"Comments\" USING \"Tickets\"", Live),
        ("TRUNCATE \"Tickets\" CASCADE", Live),
        ("TRUNCATE \"Comments\"", Live),
        ("UPDATE \"Tickets\" SET \"Title\" = 'x' WHERE \"Id\" = 1", NotMoved),
        ("UPDATE \"Tickets\" SET \"Details\" = '{\"Channel\":\"x\"}' WHERE \"Id\" = 1", NotMoved),
        ("WITH x AS (UPDATE \"Tickets\" SET \"Title\" = 'x' WHERE \"Id\" = 1 RETURNING 1) SELECT * FROM x", NotMoved),
        ($"UPDATE \"Tickets\" SET \"Status\" = 'New', {Moved} WHERE \"Id\" = 1", NotPermitted),
        ($"WITH x AS (UPDATE \"Tickets\" SET \"Status\" = 'Closed', {Moved} WHERE \"Id\" = 3 RETURNING 1) SELECT * FROM x", NotPermitted),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (1, {Values("New")}) ON CONFLICT (\"Id\") DO UPDATE SET \"Status\" = 'New', "
            + "\"Version\" = \"Tickets\".\"Version\" + 1", NotPermitted),
        ($"MERGE INTO \"Tickets\" AS t USING (SELECT 3 AS i) AS s ON t.\"Id\" = s.i WHEN MATCHED THEN UPDATE SET \"Status\" = 'Closed', {Moved}", NotPermitted),
        ("MERGE INTO \"Tickets\" AS t USING (SELECT 1 AS i) AS s ON t.\"Id\" = s.i WHEN MATCHED THEN DELETE", Live),
        ($"MERGE INTO \"Tickets\" AS t USING (SELECT 77 AS i) AS s ON t.\"Id\" = s.i WHEN NOT MATCHED THEN INSERT (\"Id\", {Columns}) "
            + $"VALUES (77, {Values("Closed")})", NotInitial),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (77, {Values("Closed")})", NotInitial),
        ($"WITH x AS (INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (77, {Values("Closed")}) RETURNING 1) SELECT * FROM x", NotInitial),
        ("UPDATE \"TicketStatusHistory\" SET \"ToState\" = 'Closed'", Written),
        ("DELETE FROM \"TicketStatusHistory\" WHERE \"TicketId\" = 1", Written),
        ("TRUNCATE \"TicketStatusHistory\"", Written),
        ("CREATE TEMP TABLE \"Tickets\" AS SELECT * FROM public.\"Tickets\" WHERE FALSE; DELETE FROM \"TicketStatusHistory\"", Written),
        ("UPDATE \"AuditEntry\" SET \"What\" = 'x'", Changed),
        ("INSERT INTO \"AuditEntry\" SELECT * FROM \"AuditEntry\" ON CONFLICT (\"Id\") DO UPDATE SET \"What\" = 'x'", Changed),
        ("DELETE FROM \"AuditEntry\"", Deleted),
        ("TRUNCATE \"AuditEntry\"", Deleted),
        ("UPDATE \"Booking\" SET \"Room\" = 'A'", Booking.Twice),
        ("UPDATE \"Booking\" SET \"Room\" = 'A', \"From\" = NULL", Booking.Twice),
    ];

    /// <summary>Attacks that also require the permission to create triggers.</summary>
    private static readonly (string Attack, string Code)[] Triggers =
    [
        (Rewriting("UPDATE", "NEW.\"Status\" := 'Closed'; RETURN NEW;")
            + $"UPDATE \"Tickets\" SET \"Title\" = 'x', {Moved} WHERE \"Id\" = 3", NotPermitted),
        (Rewriting("UPDATE", "NEW.\"Title\" := 'y'; RETURN NEW;")
            + "UPDATE \"Tickets\" SET \"DeletedBy\" = 'x' WHERE \"Id\" = 3", NotMoved),
        (Rewriting("INSERT", "NEW.\"Status\" := 'Closed'; RETURN NEW;")
            + $"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (77, {Values("New")})", NotInitial),
    ];

    [Fact]
    public async Task No_attack_succeeds_over_ADO_NET()
    {
        await using var app = await BuildAsync(database);

        var breaches = await HoldsAsync(
            app, [.. Attacks, .. Triggers], statement => RawConnection.TryAsync(app, $"BEGIN; {statement}; COMMIT"));

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    [Fact]
    public async Task No_attack_succeeds_from_psql_as_an_ordinary_role()
    {
        await using var app = await BuildAsync(database);
        await using var role = await PsqlRole.CreateAsync(app);
        (string, string)[] copies =
        [
            ($"COPY \"Tickets\" (\"Id\", {Columns}) FROM STDIN;\n77\tx\t1\t1\tClosed\tUlm\t1\t1\t{{}}\n\\.\n", NotInitial),
        ];

        // Attacks that are not rejected would change rows.
        var breaches = await HoldsAsync(app, [.. Attacks, .. copies], role.RunAsync);

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    private static string Rewriting(string on, string body)
        => $"CREATE FUNCTION rewrite() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$; CREATE TRIGGER zz BEFORE {on} ON "
            + "\"Tickets\" FOR EACH ROW EXECUTE FUNCTION rewrite(); ";
}
