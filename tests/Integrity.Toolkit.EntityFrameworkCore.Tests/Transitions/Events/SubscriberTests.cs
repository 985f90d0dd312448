using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using Database = Integrity.Toolkit.Tests.Databases.Database;

namespace Integrity.Toolkit.Tests.Transitions.Events;

public abstract class SubscriberTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    protected EventRecorder Journal { get; } = new();

    private List<string> Calls => Journal.Calls;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Subscribers_are_notified_when_a_transition_is_recorded_and_when_it_is_committed(bool asynchronous)
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        await using var db = world.Open();
        Journal.Recording = recorded =>
        {
            Assert.Same(db, recorded.Context);
            Assert.Empty(world.Sql.Writes);
            Assert.Equal((TransitionOrigin.Assigned, "anna"), (recorded.Transitions[0].Record.Origin, recorded.Transitions[0].Record.ActorId));
        };
        var ticket = new Ticket();
        db.Add(ticket);

        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal(["recording Ticket ? #0 ->New", $"committed Ticket {ticket.Id} #0 ->New"], Calls);
    }

    [Fact]
    public async Task All_transitions_of_a_save_are_published_together_in_order()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        var id = (await world.TicketInAsync(New)).Id;
        await using var db = world.Open();
        Calls.Clear();

        var entry = db.Entry(await db.Tickets.SingleAsync());
        entry.Fire(Open);
        entry.Fire(Assign);
        entry.Fire(Close, "enough");
        await db.SaveChangesAsync();

        const string moves = "Ticket {0} #1 New>Opened, Ticket {0} #2 Opened>Opened, Ticket {0} #3 Opened>Closed";
        var expected = moves.Replace("{0}", $"{id}", StringComparison.Ordinal);
        Assert.Equal([$"recording {expected}", $"committed {expected}"], Calls);
    }

    [Fact]
    public async Task A_save_without_a_transition_notifies_no_subscriber()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        await world.TicketInAsync(New);
        await using var db = world.Open();
        Calls.Clear();

        (await db.Tickets.SingleAsync()).Title = "another";
        await db.SaveChangesAsync();

        Assert.Empty(Calls);
    }

    [Fact]
    public async Task Subscribers_are_called_once_in_registration_order()
    {
        await using var world = await CreateApplicationAsync(t => t
            .AddSubscriber<SecondSubscriber>().AddSubscriber<JournalSubscriber>().AddSubscriber<SecondSubscriber>());
        await using var db = world.Open();

        db.Add(new Ticket { Id = 7 });
        await db.SaveChangesAsync();

        Assert.Equal(
            ["second recording", "recording Ticket 7 #0 ->New", "second committed", "committed Ticket 7 #0 ->New"], Calls);
    }

    [Fact]
    public async Task Entities_added_by_a_subscriber_are_saved_with_the_transition_and_checked_by_the_other_blocks()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        Journal.Recording = recorded =>
        {
            if (recorded.Transitions.Any(move => ((Ticket)move.Entity).Title == "a title"))
            {
                recorded.Context.Add(new Note { Text = "told" });
                recorded.Context.Add(new Ticket { Id = 2, Title = "a ticket that follows" });
            }
        };
        await using var db = world.Open();

        db.Add(new Ticket { Id = 1 });
        var rows = await db.SaveChangesAsync();

        Assert.Equal("told", (await db.Notes.SingleAsync()).Text);
        Assert.Equal(1, await db.Tickets.Where(x => x.Id == 2).Select(x => x.Version).SingleAsync());
        Assert.Equal("New", await world.StatesAsync(2));
        Assert.Equal(
            [
                "recording Ticket 1 #0 ->New",
                "recording Ticket 2 #0 ->New",
                "committed Ticket 1 #0 ->New, Ticket 2 #0 ->New",
            ],
            Calls);
        Assert.True(rows >= 4);
    }

    [Fact]
    public async Task A_subscriber_can_transition_another_entity()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        var one = (await world.TicketInAsync(New)).Id;
        var other = (await world.TicketInAsync(New)).Id;
        await using var db = world.Open();
        var tickets = await db.Tickets.OrderBy(x => x.Id).ToListAsync();
        Calls.Clear();
        Journal.Recording = recorded =>
        {
            if (recorded.Transitions[0].Record.ToState == "Opened" && tickets[1].Status == New)
            {
                tickets[1].Status = Opened;
            }
        };

        db.Entry(tickets[0]).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await world.StatesAsync(one));
        Assert.Equal("New Opened", await world.StatesAsync(other));
        Assert.Equal(3, Calls.Count);
    }

    [Fact]
    public async Task A_subscriber_that_endlessly_causes_its_own_transitions_is_stopped()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        Journal.Recording = recorded => recorded.Context.Add(new Ticket());
        await using var db = world.Open();
        db.Add(new Ticket());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("did not settle", error.Message, StringComparison.Ordinal);
        Assert.Single(db.ChangeTracker.Entries<Ticket>());
        Assert.Empty(world.Sql.Writes);
    }

    [Theory]
    [InlineData("removes")]
    [InlineData("saves")]
    public async Task A_forbidden_operation_in_a_subscriber_fails_the_save(string what)
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        var note = await world.SaveAsync(new Note());
        Journal.Recording = recorded => _ = what == "saves"
            ? recorded.Context.SaveChanges()
            : (object)recorded.Context.Remove(recorded.Context.Set<Note>().Single());
        await using var db = world.Open();
        db.Add(new Ticket());

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Empty(world.Sql.Writes);
        Assert.Equal(note.Id, (await db.Notes.SingleAsync()).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscriber_that_throws_fails_the_save_and_its_rows_are_removed(bool asynchronous)
    {
        await using var world = await CreateApplicationAsync(t => t.AddSubscriber<SecondSubscriber>().AddSubscriber<JournalSubscriber>());
        Journal.Recording = recorded =>
        {
            recorded.Context.Add(new Note());
            throw new InvalidTimeZoneException("no post today");
        };
        await using var db = world.Open();
        var ticket = new Ticket { Id = 1 };
        db.Add(ticket);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
            _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());

        Assert.Empty(world.Sql.Writes);
        Assert.Equal(EntityState.Added, db.Entry(ticket).State);
        Assert.Empty(db.ChangeTracker.Entries<Note>());
        Assert.Equal(["second recording", "recording Ticket 1 #0 ->New", "second discarded", "discarded Ticket 1 #0 ->New"], Calls);
        Journal.Recording = null;
        await db.SaveChangesAsync();
        Assert.Equal("New", await world.StatesAsync(1));
        Assert.Empty(await db.Notes.ToListAsync());
    }

    [Fact]
    public async Task A_failed_save_discards_its_notification_and_adds_the_rows_again_on_repetition()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        Journal.Recording = recorded => recorded.Context.Add(new Note { Text = "told" });
        await using var db = world.Open();
        db.Add(new Ticket { Id = 1 });

        world.Sql.FailNextWrite = new InvalidOperationException("the line is dead");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var afterFailure = Calls.ToList();
        await db.SaveChangesAsync();

        Assert.Equal(["recording Ticket 1 #0 ->New", "discarded Ticket 1 #0 ->New"], afterFailure);
        Assert.Equal(["recording Ticket 1 #0 ->New", "committed Ticket 1 #0 ->New"], Calls.Skip(2));
        Assert.Single(await db.Notes.ToListAsync());
    }

    [Fact]
    public async Task A_rejected_transition_notifies_no_subscriber()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        await using var db = world.Open();
        db.Add(new Ticket { Status = Closed });

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Empty(Calls);
    }

    [Fact]
    public async Task An_unmet_prerequisite_discards_the_notification()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>(Dossiers.With(_ => { }, model => model.Entity<Note>()));
        Journal.Recording = recorded => recorded.Context.Add(new Note { Text = "told" });
        await using var db = world.Open();
        var dossier = new Dossier { Status = DossierStatus.Evaluated };
        db.Add(dossier);

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        dossier.Facts.AddRange([new Fact(), new Fact()]);
        await db.SaveChangesAsync();

        Assert.Equal(
            [
                "recording Dossier ? #0 ->Evaluated",
                "discarded Dossier ? #0 ->Evaluated",
                "recording Dossier ? #0 ->Evaluated",
                $"committed Dossier {dossier.Id} #0 ->Evaluated",
            ],
            Calls);
        Assert.Single(await db.Set<Note>().ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_outcome_of_the_callers_transaction_is_reported(bool commit)
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var ticket = new Ticket { Id = 1 };
        db.Add(ticket);
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();
        var before = Calls.ToList();

        await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());

        var how = commit ? "committed" : "discarded";
        Assert.Equal(["recording Ticket 1 #0 ->New", "recording Ticket 1 #1 New>Opened"], before);
        Assert.Equal([$"{how} Ticket 1 #0 ->New", $"{how} Ticket 1 #1 New>Opened"], Calls.Skip(2));
    }

    [Fact]
    public async Task Only_transitions_that_survive_a_savepoint_are_committed()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Ticket { Id = 1 });
        await db.SaveChangesAsync();
        await transaction.CreateSavepointAsync("here");
        db.Add(new Ticket { Id = 2 });
        await db.SaveChangesAsync();

        await transaction.RollbackToSavepointAsync("here");
        await transaction.CommitAsync();

        Assert.Equal(["discarded Ticket 2 #0 ->New", "committed Ticket 1 #0 ->New"], Calls.Skip(2));
    }

    [Fact]
    public async Task The_commit_of_a_shared_transaction_notifies_both_contexts()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        await using var first = world.Open();
        await using var second = world.Open();
        await using var transaction = await first.Database.BeginTransactionAsync();
        second.Database.SetDbConnection(first.Database.GetDbConnection());
        await second.Database.UseTransactionAsync(transaction.GetDbTransaction());
        first.Add(new Ticket { Id = 1 });
        await first.SaveChangesAsync();
        second.Add(new Ticket { Id = 2 });
        await second.SaveChangesAsync();
        await second.Database.UseTransactionAsync(null);

        await transaction.CommitAsync();

        Assert.Equal(["committed Ticket 1 #0 ->New", "committed Ticket 2 #0 ->New"], Calls.Skip(2));
    }

    [Fact]
    public async Task Changes_accepted_later_are_published_once()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        Journal.Recording = recorded => recorded.Context.Add(new Note { Text = "told" });
        await using var db = world.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        await db.SaveChangesAsync();

        Assert.Equal(["recording Ticket ? #0 ->New", $"committed Ticket {ticket.Id} #0 ->New"], Calls);
        Assert.Single(await db.Notes.ToListAsync());
    }

    [Fact]
    public async Task A_subscriber_that_fails_after_the_commit_is_logged_and_the_others_are_called()
    {
        await using var world = await CreateApplicationAsync(t => t.AddSubscriber<JournalSubscriber>().AddSubscriber<SecondSubscriber>());
        Journal.Committed = _ => throw new InvalidTimeZoneException("no post today");
        await using var db = world.Open();
        db.Add(new Ticket());

        await db.SaveChangesAsync();

        Assert.Equal("second committed", Calls[^1]);
        Assert.Contains(world.Logs.Messages, message => message.Id == 76030);
    }

    [Fact]
    public async Task A_subscriber_can_save_again_after_the_commit()
    {
        await using var world = await CreateApplicationAsync<JournalSubscriber>();
        Journal.Committed = recorded =>
        {
            recorded.Context.Add(new Note { Text = "after" });
            recorded.Context.SaveChanges();
        };
        await using var db = world.Open();
        db.Add(new Ticket());

        await db.SaveChangesAsync();

        Assert.Equal("after", (await db.Notes.SingleAsync()).Text);
    }

    [Fact]
    public async Task A_synchronous_save_with_an_asynchronous_subscriber_throws_before_anything_is_called()
    {
        await using var world = await CreateApplicationAsync(t => t.AddSubscriber<SecondSubscriber>().AddSubscriber<PatientSubscriber>());
        await using var db = world.Open();
        var ticket = new Ticket { Id = 1 };
        db.Add(ticket);

        var error = Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        var before = Calls.ToList();
        await db.SaveChangesAsync();

        Assert.Contains("PatientSubscriber.OnRecordingAsync is asynchronous only", error.Message, StringComparison.Ordinal);
        Assert.Empty(before);
        Assert.Contains("committed Ticket 1 #0 ->New", Calls);
    }

    [Fact]
    public async Task A_synchronous_commit_with_an_asynchronous_subscriber_throws()
    {
        await using var world = await CreateApplicationAsync<PatientSubscriber>();
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Ticket { Id = 1 });
        await db.SaveChangesAsync();

        Assert.Throws<InvalidOperationException>(transaction.Commit);
        await transaction.CommitAsync();

        Assert.Equal("committed Ticket 1 #0 ->New", Calls[^1]);
    }

    [Fact]
    public async Task A_pooled_context_uses_the_subscribers_of_the_current_scope()
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        services.AddScoped<EventRecorder>();
        services.AddDbContextPool<PooledContext>(
            options =>
            {
                connect(options);
                options.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()).UseSoftDelete().UseVersioning();
            },
            poolSize: 1);
        services.AddIntegrity<PooledContext>(_ => { });
        await using var app = services.BuildServiceProvider(validateScopes: true);
        foreach (var id in (int[])[1, 2])
        {
            await using var scope = app.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
            await db.Database.EnsureCreatedAsync();
            db.Add(new Ticket { Id = id });

            await db.SaveChangesAsync();

            Assert.Equal(
                [$"recording Ticket {id} #0 ->New", $"committed Ticket {id} #0 ->New"],
                scope.ServiceProvider.GetRequiredService<EventRecorder>().Calls);
        }
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsEnforced)]
    public async Task Committed_transitions_are_counted_only_by_states_and_outcome()
    {
        await using var world = await CreateApplicationAsync(
            _ => { }, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, TicketFlow.Table).Observe()));
        await using var db = world.Open();
        using var heard = new MetricRecorder("integrity.transitions");
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Entry(ticket).Fire(Open, "confidential");
            await db.SaveChangesAsync();
            Assert.Single(heard.Counted);
        }

        await db.Entry(ticket).ReloadAsync();
        ticket.Status = Closed;
        await db.SaveChangesAsync();

        Assert.Equal(
            [
                "integrity.entity=Ticket integrity.from=(none) integrity.to=New integrity.outcome=permitted",
                "integrity.entity=Ticket integrity.from=New integrity.to=Closed integrity.outcome=observed",
            ],
            heard.Counted);
    }

    [Fact]
    public async Task A_subscriber_that_cannot_be_created_fails_the_save_before_anything_is_saved()
    {
        await using var world = await CreateApplicationAsync<HomelessSubscriber>();
        await using var db = world.Open();
        db.Add(new Ticket());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("HomelessSubscriber cannot be created", error.Message, StringComparison.Ordinal);
        Assert.Empty(world.Sql.Writes);
    }

    [Fact]
    public void An_abstract_subscriber_throws_on_registration()
        => Assert.Throws<ArgumentException>(() => new DbContextOptionsBuilder().UseTransitions(t => t.AddSubscriber<TransitionSubscriber>()));

    [Fact]
    public async Task The_event_list_of_an_entity_has_each_event_once_and_is_cleared_only_after_success()
    {
        var model = DeskModel.Only(builder =>
        {
            builder.Entity<Parcel>().Ignore(x => x.Events).HasTransitions(x => x.Status, TicketFlow.Table);
        });
        await using var world = await CreateApplicationAsync<ListSubscriber>(model);
        await using var db = world.Open();
        var scraped = new List<string>();
        var parcel = new Parcel { Id = 1 };
        db.Add(parcel);
        world.Sql.FailNextWrite = new InvalidOperationException("the line is dead");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var afterFailure = parcel.Events.ToList();

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync();
            scraped.AddRange(db.ChangeTracker.Entries<Parcel>().SelectMany(entry => entry.Entity.Events));
            await transaction.CommitAsync();
        }

        Assert.Empty(afterFailure);
        Assert.Equal(["New"], scraped);
        Assert.Empty(parcel.Events);
    }

    private Task<TestApplication> CreateApplicationAsync<TSubscriber>(DeskModel? model = null)
        where TSubscriber : TransitionSubscriber
        => CreateApplicationAsync(t => t.AddSubscriber<TSubscriber>(), model);

    protected Task<TestApplication> CreateApplicationAsync(
        Action<TransitionsOptionsBuilder> subscribers, DeskModel? model = null, Action<DbContextOptionsBuilder>? options = null)
        => TestApplication.CreateAsync(
            database,
            model,
            options,
            integrity => integrity.Services.AddSingleton(Journal),
            blocks => blocks.UseTransitions(t => subscribers(t)).UseSoftDelete().UseVersioning());

    public sealed class HomelessSubscriber(Uri home) : TransitionSubscriber
    {
        public Uri Home => home;
    }

    public sealed class Parcel
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }

        public List<string> Events { get; } = [];
    }

    /// <summary>Fills a list that other code reads, as Wolverine does.</summary>
    public sealed class ListSubscriber : TransitionSubscriber
    {
        public override void OnRecording(TransitionEventData recorded)
        {
            foreach (var move in recorded.Transitions)
            {
                ((Parcel)move.Entity).Events.Add(move.Record.ToState);
            }
        }

        public override void OnCommitted(TransitionEventData recorded) => Clear(recorded);

        public override void OnDiscarded(TransitionEventData recorded) => Clear(recorded);

        private static void Clear(TransitionEventData recorded)
        {
            foreach (var move in recorded.Transitions)
            {
                ((Parcel)move.Entity).Events.Clear();
            }
        }
    }
}

public sealed class SubscriberSqliteTests(SqliteDatabase database) : SubscriberTests<SqliteDatabase>(database);

public sealed class SubscriberPostgresTests(PostgresDatabase database) : SubscriberTests<PostgresDatabase>(database);

public sealed class SubscriberSqliteLedgerTests(SqliteLedgerDatabase database) : SubscriberTests<SqliteLedgerDatabase>(database);

public sealed class SubscriberPostgresLedgerTests(PostgresLedgerDatabase database) : SubscriberTests<PostgresLedgerDatabase>(database);

public sealed class SubscriberSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SubscriberTests<SqliteSharedHistoryDatabase>(database);

public sealed class SubscriberPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SubscriberTests<PostgresSharedHistoryDatabase>(database);
