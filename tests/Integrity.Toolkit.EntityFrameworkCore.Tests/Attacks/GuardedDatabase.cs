using Integrity.Toolkit.Tests.Constraints.AppendOnly;
using Integrity.Toolkit.Tests.Constraints.Exclusion;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>A desk with guards on everything, and a few rows to attack.</summary>
internal static class GuardedDatabase
{
    public const string Live = "soft-delete.live";

    public const string NotMoved = "version.not-moved";

    public const string NotPermitted = "transition.not-permitted";

    public const string NotInitial = "transition.not-initial";

    public const string Written = "transition.history-written";

    public const string Unrecorded = "transition.unrecorded";

    public const string Chain = "transition.chain";

    public const string Changed = "append-only.changed";

    public const string Deleted = "append-only.deleted";

    public const string Replaced = "database.replaced";

    public const string Columns = "\"Title\", \"Priority\", \"Version\", \"Status\", \"Address_City\", \"Address_Geo_Latitude\", "
        + "\"Budget_Amount\", \"Details\"";

    private static readonly string[] Tables = ["Tickets", "TicketStatusHistory", "Comments", "AuditEntry", "Booking", "Slip"];

    private static readonly DeskModel Model = Guarded(ticket =>
        ticket.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase());

    private static readonly DeskModel LedgerModel = Guarded(ticket =>
        ticket.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.RequireInDatabase().AllowCascadeDelete()));

    private static DeskModel Guarded(Action<EntityTypeBuilder<Ticket>> transitions) => DeskModel.With(model =>
    {
        model.Entity<Ticket>(ticket =>
        {
            ticket.HasSoftDelete().GuardInDatabase();
            ticket.HasVersion().GuardInDatabase();
            transitions(ticket);
        });
        model.Entity<Comment>().HasSoftDelete().GuardInDatabase();
        model.Entity<AuditEntry>(entry =>
        {
            entry.OwnsOne(x => x.Place);
            entry.Ignore(x => x.Archive);
            entry.IsAppendOnly(a => a.AllowRedaction(x => x.Actor));
        });
        model.Entity<Booking>().HasExclusion(x => x.Room, Booking.Twice).WithPeriod(x => x.From, x => x.To);
        model.Entity<Slip>(slip =>
        {
            slip.HasKey(x => x.State);
            slip.Property(x => x.Id).ValueGeneratedNever();
            slip.IsAppendOnly();
        });
    });

    /// <summary>Ticket 1 is opened and has a comment, ticket 2 is new and soft-deleted, ticket 3 is new.</summary>
    public static async Task<TestApplication> BuildAsync(Database database, bool keepsLedger = false)
    {
        var app = await TestApplication.CreateAsync(
            database, keepsLedger ? LedgerModel : Model, blocks: all => all.UseTransitions().UseSoftDelete().UseVersioning().UseConstraints());
        await using var db = app.Open();
        Ticket[] tickets = [new() { Id = 1, Code = "A", Comments = [new()] }, new() { Id = 2, Code = "B" }, new() { Id = 3, Code = "C" }];
        db.AddRange(tickets);
        db.Add(new AuditEntry());
        db.Add(new AuditEntry());
        db.Add(new Booking { From = TestTime.Start });
        db.Add(new Booking { From = TestTime.Start, Room = "B" });
        db.Add(new Slip { Id = 1, State = "one" });
        db.Add(new Slip { Id = 2, State = "two" });
        await db.SaveChangesAsync();
        tickets[0].Status = TicketStatus.Opened;
        db.Remove(tickets[1]);
        await db.SaveChangesAsync();
        return app;
    }

    public static string Values(string status, int version = 1) => $"'x', 1, {version}, '{status}', 'Ulm', 1, 1, '{{}}'";

    /// <summary>Returns SQL for a history row that could be valid.</summary>
    public static string Row(int ticket, string sequence, string from, string to, string origin = "Assigned", string offTable = "FALSE")
        => "INSERT INTO \"TicketStatusHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", "
            + $"\"ActorKind\", \"OccurredAt\", \"TableHash\") VALUES ({ticket}, {sequence}, {from}, {to}, '{origin}', {offTable}, 'User', "
            + "'2026-01-01', 'x')";

    /// <summary>Executes each attack, and returns those that were not rejected by their declaration.</summary>
    public static async Task<List<string>> HoldsAsync(
        TestApplication app, IEnumerable<(string Attack, string Code)> attacks, Func<string, Task<string>> attack)
    {
        List<string> breaches = [];
        var before = await RowsAsync(app);
        foreach (var (statement, code) in attacks)
        {
            var said = await attack(statement);
            if (said != code)
            {
                breaches.Add($"{statement}: {said}");
            }
        }

        if (before != await RowsAsync(app))
        {
            breaches.Add("rows have changed");
        }

        return breaches;
    }

    private static async Task<string> RowsAsync(TestApplication app)
    {
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                rows.Add(string.Join('|', values));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return string.Join('\n', rows);
    }
}
