using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

/// <summary>A guarded status enforces the invariants of its table with CHECK constraints.</summary>
public abstract class InvariantConstraintTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_violation_reported_by_the_database_has_the_code_and_message_of_the_invariant()
    {
        await using var app = await GuardedAsync();
        await InAsync(app, Opened);
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Tickets.BypassIntegrity()
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Status, Resolved).SetProperty(x => x.Priority, 1)));

        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("ticket.code", "Ticket", "Status"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal("Ticket.Status cannot be Resolved: a resolved ticket has a code. Correct Code.", violation.Message);
        Assert.Equal(DatabaseErrorKind.Check, refused.Database.Kind);
        Assert.Equal(["Status", "Code"], refused.Database.Members);
    }

    [Fact]
    public async Task A_row_is_checked_only_against_the_invariants_of_its_current_state()
    {
        await using var app = await GuardedAsync();
        await InAsync(app, Opened);
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync("UPDATE \"Tickets\" SET \"Priority\" = 12, \"Code\" = NULL");
        var nowhere = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("UPDATE \"Tickets\" SET \"Address_City\" = 'nowhere'"));
        await db.Database.ExecuteSqlRawAsync("UPDATE \"Tickets\" SET \"Status\" = 'Resolved', \"Code\" = 'c'");
        var lost = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("UPDATE \"Tickets\" SET \"Code\" = NULL"));

        Assert.Equal(("ticket.place", "ticket.code"), (nowhere.Violations[0].Code, lost.Violations[0].Code));
    }

    [Fact]
    public async Task Without_a_database_guard_there_is_no_CHECK()
    {
        await using var app = await TestApplication.CreateAsync(database, InvariantFlow.InMemory, blocks: Alone);
        await using var db = app.Open();

        Assert.DoesNotContain(Checks(db), check => check.Sql.Contains("\"Status\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_CHECKs_are_named_after_status_state_and_code()
    {
        await using var app = await GuardedAsync();
        await using var db = app.Open();

        Assert.Equal(
            [
                "CK_Tickets_Status_New_ticket_new_priority",
                "CK_Tickets_Status_Opened_ticket_place",
                "CK_Tickets_Status_Resolved_ticket_code",
                "CK_Tickets_Status_Resolved_ticket_priority",
            ],
            [.. Checks(db).Select(check => check.Name!).Order(StringComparer.Ordinal)]);
        Assert.Contains("\"Status\" <> 'Resolved' OR \"Code\" IS NOT NULL", Checks(db).Select(check => check.Sql));
    }

    [Fact]
    public async Task Rows_that_violate_an_invariant_are_found_before_the_CHECK_is_created()
    {
        await using var app = await TestApplication.CreateAsync(database, InvariantFlow.InMemory, blocks: Off);
        await app.SaveAsync(new Ticket { Priority = 9 });
        await app.SaveAsync(new Ticket { Priority = 8 });
        var late = await app.SaveAsync(new Ticket { Status = Resolved, Priority = 1 });
        await using var guarded = Apart(app, InvariantFlow.InDatabase);

        var rows = await guarded.Database.FindViolationsAsync();

        Assert.Equal(["ticket.code", "ticket.new-priority"], [.. rows.Where(x => x.Count > 0).Select(x => x.Code).Order(StringComparer.Ordinal)]);
        Assert.Equal(late.Id, Assert.Single(rows.Single(x => x.Code == "ticket.code").Keys)[0]);
    }

    [Fact]
    public async Task States_of_any_type_are_written_as_in_their_column()
    {
        var table = TransitionTable.Create<Phase>("phase", t => t
            .Initial(new Phase("it's")).Permit(new Phase("it's"), new Phase("over")).Terminal(new Phase("over"))
            .Invariant<Shipment>(new Phase("over"), x => x.Weight > 0, "shipment.weight"));
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Shipment>(shipment =>
            {
                shipment.Property(x => x.Phase).HasConversion(x => "'" + x.Name, x => new Phase(x.Substring(1)));
                shipment.HasTransitions(x => x.Phase, table).GuardInDatabase();
            })),
            blocks: Alone);
        await app.SaveAsync(new Shipment());
        await using var db = app.Open();
        var shipment = await db.Set<Shipment>().SingleAsync();

        shipment.Phase = new Phase("over");
        var violation = await RefusedAsync(() => db.SaveChangesAsync());
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("UPDATE \"Shipment\" SET \"Phase\" = '''over'"));
        shipment.Weight = 1;
        await db.SaveChangesAsync();

        Assert.Equal(("shipment.weight", "shipment.weight"), (violation.Code, refused.Violations[0].Code));
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task Only_rows_of_the_declaring_type_are_checked(string how)
    {
        var table = TransitionTable.Create<string>("box", t => t
            .Initial("open").Permit("open", "shut").Terminal("shut").Invariant<Box>("shut", x => x.Weight > 0, "box.weight"));
        await using var app = await TestApplication.CreateAsync(
            database, Things(how, model => model.Entity<Box>().HasTransitions(x => x.Stage, table).GuardInDatabase()), blocks: Alone);
        await app.SaveAsync(new Bag { Id = 1, Stage = "shut" });
        await app.SaveAsync(new Box { Id = 2, Weight = 1 });
        await app.SaveAsync(new Crate { Id = 3 });
        await using var db = app.Open();
        var boxes = await db.Set<Box>().OrderBy(x => x.Id).ToListAsync();

        boxes[0].Stage = "shut";
        await db.SaveChangesAsync();
        boxes[1].Stage = "shut";
        var violation = await RefusedAsync(() => db.SaveChangesAsync());
        var sql = $"UPDATE \"{(how == "TPH" ? "Thing" : how == "TPT" ? "Box" : "Crate")}\" SET \"Stage\" = 'shut' WHERE \"Id\" = 3";
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Equal(("box.weight", "box.weight"), (violation.Code, refused.Violations[0].Code));
    }

    [Fact]
    public async Task A_derived_type_with_its_own_transition_table_is_not_checked_against_that_of_its_base()
    {
        var boxes = TransitionTable.Create<string>("box", t => t
            .Initial("open").Terminal("open").Invariant<Box>("open", x => x.Weight > 0, "box.weight"));
        var crates = TransitionTable.Create<string>("crate", t => t
            .Initial("open").Terminal("open").Invariant<Crate>("open", x => x.Locks > 0, "crate.locks"));
        await using var app = await TestApplication.CreateAsync(
            database,
            Things("TPH", model =>
            {
                model.Entity<Box>().HasTransitions(x => x.Stage, boxes).GuardInDatabase();
                model.Entity<Crate>().HasTransitions(x => x.Stage, crates).GuardInDatabase();
            }),
            blocks: Alone);

        await app.SaveAsync(new Crate { Id = 1, Locks = 1 });
        await app.SaveAsync(new Box { Id = 2, Weight = 1 });
        var box = await RefusedAsync(() => app.SaveAsync(new Box { Id = 3 }));
        var crate = await RefusedAsync(() => app.SaveAsync(new Crate { Id = 4, Weight = 1 }));
        await using var db = app.Open();
        var light = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync("UPDATE \"Thing\" SET \"Weight\" = 0"));
        var loose = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync("UPDATE \"Thing\" SET \"Locks\" = 0"));

        Assert.Equal(("box.weight", "crate.locks"), (box.Code, crate.Code));
        Assert.Equal(("box.weight", "crate.locks"), (light.Violations[0].Code, loose.Violations[0].Code));
    }

    [Fact]
    public async Task A_condition_that_cannot_be_a_CHECK_throws_when_the_model_is_built()
    {
        var table = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Terminal(New).Invariant<Ticket>(New, x => x.Comments.Count > 0, "ticket.comments"));
        var connect = await database.CreateAsync();

        var failure = Assert.Throws<InvalidOperationException>(() => Checks(Open(connect, DeskModel.With(
            model => model.Entity<Ticket>().HasTransitions(x => x.Status, table).GuardInDatabase()))));

        Assert.Contains("the invariant of the table 'ticket' in the state New", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'ticket.comments'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("PermitIf", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_guard_such_a_condition_is_evaluated_by_the_save()
    {
        var table = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Terminal(New).Invariant<Ticket>(New, x => x.Comments.Count > 0, "ticket.comments"));
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, table)), blocks: Alone);

        var violation = await RefusedAsync(() => app.SaveAsync(new Ticket()));
        await app.SaveAsync(new Ticket { Comments = [new Comment()] });

        Assert.Equal("ticket.comments", violation.Code);
    }

    [Fact]
    public async Task A_condition_on_another_type_throws_when_the_model_is_built()
    {
        var table = TransitionTable.Create<TicketStatus>("slips", t => t
            .Initial(New).Terminal(New).Invariant<Slip>(New, x => x.Id > 1, "slip.odd"));
        var connect = await database.CreateAsync();

        var failure = Assert.Throws<InvalidOperationException>(() => Checks(Open(connect, DeskModel.With(
            model => model.Entity<Ticket>().HasTransitions(x => x.Status, table)))));

        Assert.Contains(
            "The invariant 'slip.odd' of the table 'slips' is for Slip, which is not a base type of Ticket.", failure.Message, StringComparison.Ordinal);
    }

    private static List<ICheckConstraint> Checks(DbContext db)
        => [.. db.GetService<IDesignTimeModel>().Model.FindEntityType(typeof(Ticket))!.GetCheckConstraints()];

    private static void Off(DbContextOptionsBuilder options) => options.UseTransitions(transitions => transitions.Off());

    private static DeskContext Apart(TestApplication app, DeskModel model) => Open(app.Connect, model);

    private static DeskContext Open(Action<DbContextOptionsBuilder> connect, DeskModel model)
    {
        var options = new DbContextOptionsBuilder<DeskContext>();
        connect(options);
        options.UseTransitions();
        return new DeskContext(options.Options, model);
    }

    private static async Task InAsync(TestApplication app, TicketStatus status)
    {
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();
        ticket.Status = status;
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();
    }

    private Task<TestApplication> GuardedAsync() => TestApplication.CreateAsync(database, InvariantFlow.InDatabase, blocks: Alone);

    private static DeskModel Things(string how, Action<ModelBuilder> more) => DeskModel.Only(model =>
    {
        model.Entity<Thing>().Property(x => x.Id).ValueGeneratedNever();
        _ = how == "TPH" ? model.Entity<Thing>().UseTphMappingStrategy()
            : how == "TPT" ? model.Entity<Thing>().UseTptMappingStrategy()
            : model.Entity<Thing>().UseTpcMappingStrategy();
        model.Entity<Box>().Property(x => x.Stage).HasColumnName("Stage");
        model.Entity<Crate>();
        model.Entity<Bag>().Property(x => x.Stage).HasColumnName("Stage");
        more(model);
    });

    public abstract class Thing
    {
        public int Id { get; set; }
    }

    public class Box : Thing
    {
        public string Stage { get; set; } = "open";

        public int Weight { get; set; }
    }

    public sealed class Crate : Box
    {
        public int Locks { get; set; }
    }

    public sealed class Bag : Thing
    {
        public string Stage { get; set; } = "";
    }

    public sealed record Phase(string Name)
    {
        public override string ToString() => Name;
    }

    public sealed class Shipment
    {
        public int Id { get; set; }

        public int Weight { get; set; }

        public Phase Phase { get; set; } = new("it's");
    }
}

public sealed class InvariantCheckOnSqliteTests(SqliteDatabase database) : InvariantConstraintTests<SqliteDatabase>(database);

public sealed class InvariantCheckOnPostgresTests(PostgresDatabase database) : InvariantConstraintTests<PostgresDatabase>(database);
