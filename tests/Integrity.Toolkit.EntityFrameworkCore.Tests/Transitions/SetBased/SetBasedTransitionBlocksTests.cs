using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>The other blocks of the type, and all requirements of a state.</summary>
public abstract class SetBasedTransitionBlocksTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_set_based_transition_that_would_skip_update_hooks_is_rejected_unless_bypassed()
    {
        var called = 0;
        var model = DeskModel.With(desk => desk.Entity<Ticket>().HasHooks(hooks => hooks.BeforeUpdate(_ => called++).AfterCreate(_ => { })));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: options => options.UseTransitions().UseHooks());
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Open));
        var result = await db.Tickets.BypassIntegrity().ExecuteFireAsync(Open);

        Assert.Equal("transition.goes-past", violation.Code);
        Assert.Contains("BeforeUpdate", violation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AfterCreate", violation.Message, StringComparison.Ordinal);
        Assert.Contains(".BypassIntegrity()", violation.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (result.Transitioned, called));
        Assert.Contains(app.Logs.Messages, message => message.Id == 76004);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_set_based_transition_that_would_skip_rules_on_the_status_is_rejected_unless_bypassed()
    {
        var model = DeskModel.With(desk => desk.Entity<Ticket>().HasRules(new StatusRules()));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: options => options.UseTransitions().UseValidation());
        var id = (await app.SaveAsync(new Ticket { Code = "A" })).Id;
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Open));
        await db.Tickets.BypassIntegrity().ExecuteFireAsync(Open);

        Assert.Equal("transition.goes-past", violation.Code);
        Assert.Equal(["ticket.coded"], Assert.IsAssignableFrom<IReadOnlyList<string>>(violation.Arguments["missed"]));
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_row_that_violates_an_invariant_of_the_state_is_illegal()
    {
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("invariant", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(Open, Opened);
            t.Terminal(Opened, Resolved, Closed);
            t.AllowUnreachable();
            t.Invariant<Ticket>(Opened, ticket => ticket.Code != null, "ticket.code");
        });
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, flow)), blocks: Alone);
        var with = (await app.SaveAsync(new Ticket { Code = "A" })).Id;
        var without = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Open, new SetBasedTransitionOptions { InvalidRows = InvalidRowBehavior.Skip });

        Assert.Equivalent(new SetBasedTransitionResult(2, 1, 0, 1), result);
        Assert.Equal("New Opened", await app.StatesAsync(with));
        Assert.Equal("New", await app.StatesAsync(without));
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    public async Task Rows_of_a_hierarchy_transition_in_every_mapping_strategy(string mapping)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Beast>(beast =>
                {
                    _ = mapping == "TPH" ? beast.UseTphMappingStrategy() : beast.UseTptMappingStrategy();
                    beast.HasTransitions(x => x.Status, TicketFlow.Table);
                });
                model.Entity<Hound>();
            }),
            blocks: Alone);
        await app.SaveAsync(new Beast());
        await app.SaveAsync(new Hound());
        await using var db = app.Open();

        var hounds = await db.Set<Hound>().ExecuteFireAsync(Open);
        var all = await db.Set<Beast>().Where(x => x.Status == New).ExecuteFireAsync(Open);

        Assert.Equal((1, 1), (hounds.Transitioned, all.Transitioned));
        Assert.Equal(2, await db.Set<Beast>().CountAsync(x => x.Status == Opened));
        Assert.Equal(4, await db.TransitionsOf<Beast>().CountAsync());
    }

    [Theory]
    [InlineData("Version")]
    [InlineData("DoneAt")]
    [InlineData("DeletedAt")]
    public async Task Accompanying_columns_in_the_table_of_a_base_type_are_not_supported_and_throw(string left)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Keeper>().HasMany<Mare>().WithOne().HasForeignKey(x => x.KeeperId);
                model.Entity<Creature>().UseTptMappingStrategy();
                var mare = model.Entity<Mare>().HasTransitions(x => x.Status, TicketFlow.Table);
                _ = left switch
                {
                    "Version" => (object)model.Entity<Creature>().HasVersion(),
                    "DoneAt" => mare.WithTimestamp(x => x.DoneAt, on: [Opened]),
                    _ => mare.WithCounter(x => x.KeeperId, (Keeper keeper) => keeper.Mares, whileIn: [Opened]),
                };
                if (left == "DeletedAt")
                {
                    model.Entity<Creature>().HasSoftDelete();
                }
            }));
        await app.SaveAsync(new Mare());
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => db.Set<Mare>().ExecuteFireAsync(Open));
        db.Entry(await db.Set<Mare>().SingleAsync()).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Contains($"Mare.Status and Creature.{left} are not columns of one table", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Opened, (await db.Set<Mare>().AsNoTracking().SingleAsync()).Status);
    }

    [Fact]
    public async Task A_version_declared_on_a_derived_type_throws_when_the_base_type_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database, DeskModel.With(model =>
        {
            model.Entity<Beast>().HasTransitions(x => x.Status, TicketFlow.Table);
            model.Entity<Hound>().HasVersion();
        }));
        await app.SaveAsync(new Hound());
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => db.Set<Beast>().ExecuteFireAsync(Open));
        await db.Set<Hound>().ExecuteFireAsync(Open);

        Assert.Contains("Beast.Status and Hound.Version", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, await db.Set<Hound>().Select(x => EF.Property<int>(x, "Version")).SingleAsync());
    }

    [Fact]
    public async Task Rows_with_composite_keys_schemas_and_numeric_states_transition()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Leaf>(leaf =>
            {
                leaf.ToTable("Leaves", typeof(TDatabase) == typeof(SqliteDatabase) ? null : "garden");
                leaf.HasKey(x => new { x.Tree, x.Number });
                leaf.Property(x => x.Tree).HasConversion(x => x.ToLowerInvariant(), x => x.ToUpperInvariant());
                leaf.HasTransitions(x => x.Status, TicketFlow.Table);
            })),
            blocks: Alone);
        await app.SaveAsync(new Leaf { Tree = "A", Number = 1 });
        await app.SaveAsync(new Leaf { Tree = "A", Number = 2 });
        await app.SaveAsync(new Leaf { Tree = "B", Number = 1 });
        await using var db = app.Open();

        var result = await db.Set<Leaf>().Where(x => x.Tree == "A").ExecuteFireAsync(Open);
        await db.Set<Leaf>().Where(x => x.Number == 2).ExecuteTransitionToAsync(Closed, new SetBasedTransitionOptions { Reason = "felled" });

        Assert.Equal(2, result.Transitioned);
        AssertUnbroken(await app.RowsAsync<Leaf>("A", 1), "Opened");
        AssertUnbroken(await app.RowsAsync<Leaf>("A", 2), "Closed");
        AssertUnbroken(await app.RowsAsync<Leaf>("B", 1), "New");
    }

    public class Beast
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public sealed class Hound : Beast;

    public class Creature
    {
        public int Id { get; set; }

        public DateTime? DoneAt { get; set; }
    }

    public sealed class Mare : Creature
    {
        public TicketStatus Status { get; set; }

        public int? KeeperId { get; set; }
    }

    public sealed class Keeper
    {
        public int Id { get; set; }

        public int Mares { get; set; }
    }

    public sealed class Leaf
    {
        public string Tree { get; set; } = "";

        public int Number { get; set; }

        public TicketStatus Status { get; set; }
    }

    private sealed class StatusRules : EntityRules<Ticket>
    {
        public StatusRules()
        {
            Rule(ticket => ticket.Status == New || ticket.Code != null, "ticket.coded");
            Rule(ticket => ticket.Title != "", "ticket.titled");
        }
    }
}

public sealed class SetBasedTransitionBlocksSqliteTests(SqliteDatabase database) : SetBasedTransitionBlocksTests<SqliteDatabase>(database);

public sealed class SetBasedTransitionBlocksPostgresTests(PostgresDatabase database) : SetBasedTransitionBlocksTests<PostgresDatabase>(database);
