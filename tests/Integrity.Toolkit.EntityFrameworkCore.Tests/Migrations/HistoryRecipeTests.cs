using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>The SQL in the README for migrations that are written by hand.</summary>
public abstract class HistoryRecipeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionTable<string> Table = TransitionTable.Create<string>(
        "ticket", t => t.Initial("open").Permit("open", "parked").Permit("parked", "open").Permit("open", "closed").Terminal("closed"));

    private static readonly TransitionTable<string> Later = TransitionTable.Create<string>(
        "ticket", t => t.Initial("open").Permit("open", "closed").Terminal("closed"));

    [Fact]
    public async Task A_separate_history_can_be_copied_into_a_shared_one()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", model => Tickets(model).GuardInDatabase());
        await ParkedAsync(app);

        await app.GrowAsync(
            "Second",
            model => Tickets(model).WithHistory(h => h.Shared()).GuardInDatabase(),
            code => BelowTables(code, Recipe("INSERT INTO \"TransitionHistory\"").Replace("Claim", "Ticket", StringComparison.Ordinal)));

        await using var db = app.Open();
        Assert.True((await db.CheckHistoryAsync<Ticket>()).IsValid);
        Assert.Equal(
            ["open", "parked"], await db.SharedTransitions().OrderBy(x => x.Record.Sequence).Select(x => x.Record.ToState).ToListAsync());
        db.Entry(await db.Set<Ticket>().SingleAsync()).TransitionTo("open");
        await db.SaveChangesAsync();
        Assert.True((await db.CheckHistoryAsync<Ticket>()).IsValid);
    }

    [Fact]
    public async Task A_lost_history_can_be_started_again()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", model => Tickets(model).GuardInDatabase());
        await ParkedAsync(app);

        await app.GrowAsync("Second", model => Tickets(model).WithHistory(h => h.Shared()).GuardInDatabase());
        await using var db = app.Open();
        var lost = await db.CheckHistoryAsync<Ticket>();
        await app.RunAsync("UPDATE \"Ticket\" SET \"StatusSequence\" = NULL");
        var backfill = await db.BackfillTransitionsAsync<Ticket>();

        Assert.Equal(HistoryInconsistencyKind.NoHistory, lost.Inconsistencies.Single().Kind);
        Assert.Equal(1, backfill.Inserted);
        Assert.True((await db.CheckHistoryAsync<Ticket>()).IsValid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_in_a_removed_state_are_moved_by_the_migration(bool ledger)
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", model => Held(Tickets(model), ledger));
        await ParkedAsync(app);

        await app.GrowAsync(
            "Second",
            model => Held(model.Entity<Ticket>().HasTransitions(x => x.Status, Later), ledger),
            code => BeforeTriggers(code, Recipe("INSERT INTO \"TicketStatusHistory\"").Replace("\"Tickets\"", "\"Ticket\"", StringComparison.Ordinal)));

        await using var db = app.Open();
        Assert.True((await db.CheckHistoryAsync<Ticket>()).IsValid);
        Assert.Empty(await db.Database.FindViolationsAsync());
        db.Entry(await db.Set<Ticket>().SingleAsync()).TransitionTo("closed");
        await db.SaveChangesAsync();
        Assert.Equal(
            "open parked open closed",
            string.Join(' ', await db.TransitionsOf<Ticket>().OrderBy(row => row.Sequence).Select(row => row.ToState).ToListAsync()));
    }

    private static TransitionsBuilder<Ticket, string> Tickets(ModelBuilder model)
        => model.Entity<Ticket>().HasTransitions(x => x.Status, Table);

    private static void Held(TransitionsBuilder<Ticket, string> ticket, bool ledger)
        => _ = ledger ? ticket.WithHistory(h => h.RequireInDatabase()) : ticket.GuardInDatabase();

    private static async Task ParkedAsync(MigratingApplication app)
    {
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();
        db.Entry(ticket).TransitionTo("parked");
        await db.SaveChangesAsync();
    }

    private static string Recipe(string beginning)
        => File.ReadAllText(Repository.Combine("src", "Integrity.Toolkit.EntityFrameworkCore", "Transitions", "README.md"))
            .Split("```sql\n")
            .Select(part => part.Split("```")[0])
            .Single(part => part.StartsWith(beginning, StringComparison.Ordinal) && !part.Contains("VoucherStatusHistory", StringComparison.Ordinal));

    private static string BelowTables(string code, string sql)
    {
        const string Drop = """
                        migrationBuilder.DropTable(
                            name: "TicketStatusHistory");
            """;
        Assert.Contains(Drop, code, StringComparison.Ordinal);
        var up = code.IndexOf(Drop, StringComparison.Ordinal);
        return BeforeTriggers(code.Remove(up, Drop.Length), sql, Drop);
    }

    private static string BeforeTriggers(string code, string sql, string more = "")
        => code.Insert(
            code.IndexOf("migrationBuilder.Sql(\"CREATE", StringComparison.Ordinal),
            $"migrationBuilder.Sql(\"\"\"\n{sql}\n\"\"\");\n{more}\n");

    private sealed class Ticket
    {
        public int Id { get; set; }

        public string Status { get; set; } = "open";
    }
}

public sealed class HistoryRecipeSqliteTests(SqliteDatabase database) : HistoryRecipeTests<SqliteDatabase>(database);

public sealed class HistoryRecipePostgresTests(PostgresDatabase database) : HistoryRecipeTests<PostgresDatabase>(database);
