using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class TransitionsModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Two_tables_in_one_process_do_not_share_a_model()
    {
        var strict = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Permit(New, Opened).AllowUnreachable().Terminal(Opened, Resolved, Closed));
        var loose = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Permit(New, Closed).AllowUnreachable().Terminal(Opened, Resolved, Closed));
        await using var first = await TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(strict)));
        await using var second = await TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(loose)));

        await using var one = first.Open();
        await using var other = second.Open();
        Ticket[] tickets = [new(), new()];
        one.Add(tickets[0]);
        other.Add(tickets[1]);

        Assert.True(one.Entry(tickets[0]).CanTransitionTo(Opened).IsAllowed && !one.Entry(tickets[0]).CanTransitionTo(Closed).IsAllowed);
        Assert.True(other.Entry(tickets[1]).CanTransitionTo(Closed).IsAllowed && !other.Entry(tickets[1]).CanTransitionTo(Opened).IsAllowed);
        Assert.Equal(
            (strict.Hash, loose.Hash),
            (one.Entry(tickets[0]).TransitionTable().Hash, other.Entry(tickets[1]).TransitionTable().Hash));
    }

    [Fact]
    public async Task A_table_with_another_name_does_not_replace_the_declared_one()
    {
        var other = TransitionTable.Create<TicketStatus>("other", t => t
            .Initial(New).Permit(New, Closed).AllowUnreachable().Terminal(Opened, Resolved, Closed));
        await using var app = await TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(other)));
        await using var db = app.Open();
        var ticket = new Ticket();

        db.Add(ticket);

        Assert.Same(TicketFlow.Table, db.Entry(ticket).TransitionTable());
    }

    [Fact]
    public async Task A_table_with_another_state_type_throws_and_names_both()
    {
        var days = TransitionTable.Create<DayOfWeek>("ticket", t => t
            .Initial(DayOfWeek.Monday).Permit(DayOfWeek.Monday, DayOfWeek.Sunday).AllowUnreachable()
            .Terminal([.. Enum.GetValues<DayOfWeek>().Except([DayOfWeek.Monday])]));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(days))));

        Assert.Contains("DayOfWeek", failure.Message, StringComparison.Ordinal);
        Assert.Contains("TicketStatus", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unmapped_status_throws()
    {
        var failure = await FailureAsync(model => model.Entity<Job>(job =>
        {
            job.Ignore(x => x.Status);
            job.HasTransitions(x => x.Status, TicketFlow.Table);
        }));

        Assert.Contains("Job.Status has transitions but is not mapped", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_statuses_on_one_type_throw_and_both_are_named()
    {
        var failure = await FailureAsync(model =>
        {
            model.Entity<Job>().HasTransitions(x => x.Status, TicketFlow.Table);
            model.Entity<Job>().HasTransitions(x => x.Billing, TicketFlow.Table);
        });

        Assert.Contains("Status", failure, StringComparison.Ordinal);
        Assert.Contains("Billing", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declaring_a_status_twice_keeps_its_configuration_and_uses_the_last_table()
    {
        var last = TransitionTable.Create<TicketStatus>("last", t => t
            .Initial(New).Permit(New, Closed).AllowUnreachable().Terminal(Opened, Resolved, Closed));
        var model = DeskModel.With(m =>
        {
            m.Entity<Job>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.ToTable("JobMoves").AllowCascadeDelete());
            m.Entity<Job>().HasTransitions(x => x.Status, last);
        });
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        await using var db = app.Open();

        var history = Assert.Single(db.Model.GetEntityTypes(), type => type.GetTableName() == "JobMoves");

        Assert.Equal(DeleteBehavior.Cascade, Assert.Single(history.GetForeignKeys()).DeleteBehavior);
        Assert.Same(last, db.Add(new Job()).TransitionTable());
    }

    [Fact]
    public async Task A_second_status_on_a_derived_type_throws_and_both_are_named()
    {
        var failure = await FailureAsync(model =>
        {
            model.Entity<Job>().HasTransitions(x => x.Status, TicketFlow.Table);
            model.Entity<RushJob>().HasTransitions(x => x.Hurry, TicketFlow.Table);
        });

        Assert.Contains("Job", failure, StringComparison.Ordinal);
        Assert.Contains("for Hurry", failure, StringComparison.Ordinal);
        Assert.Contains("for Status", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_types_with_the_same_history_table_throw_with_a_hint_to_share_it()
    {
        var failure = await FailureAsync(model =>
        {
            model.Entity<Job>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.ToTable("Moves"));
            model.Entity<Counted>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.ToTable("Moves"));
        });

        Assert.Contains("Job.Status", failure, StringComparison.Ordinal);
        Assert.Contains("Counted.Status", failure, StringComparison.Ordinal);
        Assert.Contains("h.Shared(\"Moves\")", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_history_in_the_table_of_an_entity_throws_and_both_are_named(bool shared)
    {
        var failure = await FailureAsync(model =>
        {
            var job = model.Entity<Job>().ToTable("Jobs").HasTransitions(x => x.Status, TicketFlow.Table);
            _ = shared ? job.WithHistory(h => h.Shared("Jobs")) : job.WithHistory(h => h.ToTable("Jobs"));
        });

        Assert.StartsWith("The history of Job.Status is mapped to the table Jobs, which is the table of Job.", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sequence_name_already_used_with_another_type_throws()
    {
        var failure = await FailureAsync(
            model => model.Entity<Taken>().HasTransitions(x => x.Status, TicketFlow.Table));

        Assert.Contains("Taken.StatusSequence", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_sequence_property_of_the_entity_is_used()
    {
        var model = DeskModel.With(m => m.Entity<Counted>().HasTransitions(x => x.Status, TicketFlow.Table));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        await using var db = app.Open();
        var counted = new Counted();
        db.Add(counted);
        db.Entry(counted).Fire(TicketTrigger.Open);

        await db.SaveChangesAsync();

        Assert.Equal(1, counted.StatusSequence);
    }

    [Fact]
    public async Task The_history_table_name_can_be_configured()
    {
        var model = DeskModel.With(
            m => m.Entity<Job>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.ToTable("JobMoves")));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);

        await app.SaveAsync(new Job());

        await using var db = app.Open();
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("""SELECT COUNT(*) AS "Value" FROM "JobMoves" """).SingleAsync());
    }

    [Fact]
    public async Task Pooled_contexts_do_not_leak_fired_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        var options = new DbContextOptionsBuilder<PoolContext>();
        app.Configure(options, Alone);
        var factory = new PooledDbContextFactory<PoolContext>(options.Options, 1);
        Ticket ticket;
        await using (var first = await factory.CreateDbContextAsync())
        {
            ticket = await first.Tickets.SingleAsync();
            first.Entry(ticket).Fire(TicketTrigger.Assign);
        }

        await using (var second = await factory.CreateDbContextAsync())
        {
            second.Update(ticket);
            await second.SaveChangesAsync();
        }

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    private async Task<string> FailureAsync(Action<ModelBuilder> build)
        => (await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(database, DeskModel.With(build), blocks: Alone))).Message;

    public sealed class PoolContext(DbContextOptions<PoolContext> options) : DbContext(options)
    {
        public DbSet<Ticket> Tickets => Set<Ticket>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => DeskModel.Default.Build(modelBuilder);
    }

    public class Job
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }

        public TicketStatus Billing { get; set; }
    }

    public sealed class RushJob : Job
    {
        public TicketStatus Hurry { get; set; }
    }

    public sealed class Taken
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }

        public string StatusSequence { get; set; } = "";
    }

    public sealed class Counted
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }

        public int? StatusSequence { get; set; }
    }
}

public sealed class TransitionsModelSqliteTests(SqliteDatabase database) : TransitionsModelTests<SqliteDatabase>(database);

public sealed class TransitionsModelPostgresTests(PostgresDatabase database)
    : TransitionsModelTests<PostgresDatabase>(database);
