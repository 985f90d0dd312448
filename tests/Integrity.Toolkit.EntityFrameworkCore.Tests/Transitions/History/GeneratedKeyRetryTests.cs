using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Events;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>New rows that are written, rolled back, and written again with other keys than the database made the first time.</summary>
public abstract class GeneratedKeyRetryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Model = DeskModel.With(model =>
    {
        model.Entity<Errand>().HasTransitions(x => x.Status, TicketFlow.Table);
        model.Entity<Animal>().HasTransitions(x => x.Status, TicketFlow.Table);
        model.Entity<Dog>();
        model.Entity<Cat>();
        model.Entity<Person>().HasOne(x => x.Passport).WithOne().HasForeignKey<Passport>(x => x.Id);
        model.Entity<Passport>().HasTransitions(x => x.Status, TicketFlow.Table);
    });

    private static readonly DeskModel Kept = DeskModel.With(model =>
    {
        model.Entity<Errand>().HasTransitions(x => x.Status, TicketFlow.Table).KeepHistory();
        model.Entity<Person>().HasOne(x => x.Passport).WithOne().HasForeignKey<Passport>(x => x.Id);
        model.Entity<Passport>().HasTransitions(x => x.Status, TicketFlow.Table).KeepHistory();
    });

    private readonly EventRecorder _journal = new();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_new_entity_has_its_history(bool accept, bool asynchronous)
    {
        await using var world = await WorldAsync(Model);
        var errand = new Errand();

        await SaveAgainAsync(world, [errand], () => new Errand(), accept, asynchronous);

        AssertUnbroken(await world.RowsAsync<Errand>(errand.Id), "New");
        await AssertSoundAsync<Errand>(world, 3);
        Assert.Equal(
            ["recording Errand ? #0 ->New", $"committed Errand {errand.Id} #0 ->New"],
            _journal.Calls.TakeLast(2));
    }

    [Fact]
    public async Task Several_new_entities_have_each_its_own()
    {
        await using var world = await WorldAsync(Model);
        Errand[] errands = [new(), new(), new()];

        await SaveAgainAsync(world, errands, () => new Errand());

        await AssertSoundAsync<Errand>(world, 5);
    }

    [Fact]
    public async Task So_have_those_of_a_hierarchy()
    {
        await using var world = await WorldAsync(Model);
        Animal[] animals = [new Dog(), new Cat(), new Dog()];

        await SaveAgainAsync(world, animals, () => new Cat());

        await AssertSoundAsync<Animal>(world, 5);
    }

    [Fact]
    public async Task So_has_one_with_owned_parts()
    {
        await using var world = await WorldAsync(Model);
        var ticket = new Ticket { Labels = { new Label() } };

        await SaveAgainAsync(world, [ticket], () => new Ticket());

        Assert.Equal("New", await world.StatesAsync(ticket.Id));
        await AssertSoundAsync<Ticket>(world, 3);
    }

    [Fact]
    public async Task So_has_one_that_takes_its_key_from_a_principal()
    {
        await using var world = await WorldAsync(Model);
        Person[] people = [new(), new()];

        await SaveAgainAsync(world, people, () => new Person());

        AssertUnbroken(await world.RowsAsync<Passport>(people[0].Id), "New");
        await AssertSoundAsync<Passport>(world, 4);
    }

    [TheoryExcept(typeof(IKeepsLedger), "A ledger is not kept without its row.")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_history_without_a_foreign_key_has_the_last_keys_too(bool asynchronous)
    {
        await using var world = await WorldAsync(Kept);
        Errand[] errands = [new(), new(), new()];
        Person[] people = [new(), new()];

        await SaveAgainAsync(world, errands, () => new Errand(), accept: false, asynchronous);
        await SaveAgainAsync(world, people, () => new Person(), accept: false, asynchronous);

        await AssertSoundAsync<Errand>(world, 5);
        await AssertSoundAsync<Passport>(world, 4);
    }

    [Fact]
    public async Task Without_one_that_was_let_go_meanwhile_the_others_have_theirs()
    {
        await using var world = await WorldAsync(database is IKeepsLedger ? Model : Kept);
        await using var db = world.Open();
        Errand[] errands = [new(), new(), new()];
        db.AddRange(errands);
        await RollBackAsync(world, db, () => new Errand());

        db.Entry(errands[0]).State = EntityState.Detached;
        await db.SaveChangesAsync();

        AssertUnbroken(await world.RowsAsync<Errand>(errands[1].Id), "New");
        await AssertSoundAsync<Errand>(world, 3);
    }

    private static async Task SaveAgainAsync(
        TestApplication world, object[] entities, Func<object> another, bool accept = false, bool asynchronous = true)
    {
        await using var db = world.Open();
        db.AddRange(entities);
        await RollBackAsync(world, db, another, asynchronous);
        await RollBackAsync(world, db, another, asynchronous);

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            _ = asynchronous ? await db.SaveChangesAsync(accept) : db.SaveChanges(accept);
            await transaction.CommitAsync();
        }

        db.ChangeTracker.AcceptAllChanges();
    }

    /// <summary>Another row takes the key, also where a rollback takes the making of keys back.</summary>
    private static async Task RollBackAsync(TestApplication world, DbContext db, Func<object> another, bool asynchronous = true)
    {
        await using (await db.Database.BeginTransactionAsync())
        {
            _ = asynchronous ? await db.SaveChangesAsync(false) : db.SaveChanges(false);
        }

        await world.SaveAsync(another());
    }

    private static async Task AssertSoundAsync<TEntity>(TestApplication world, int entities)
        where TEntity : class
    {
        await using var db = world.Open();
        var report = await db.CheckHistoryAsync<TEntity>();
        Assert.Equal((true, entities, entities, 0), (report.IsSound, report.Entities, report.Rows, report.Kept));
    }

    private Task<TestApplication> WorldAsync(DeskModel model) => TestApplication.CreateAsync(
        database,
        model,
        integrity: integrity => integrity.Services.AddSingleton(_journal),
        blocks: options => options.UseTransitions(t => t.NotifyWith<JournalSubscriber>()));

    public sealed class Errand
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public abstract class Animal
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public sealed class Dog : Animal;

    public sealed class Cat : Animal;

    public sealed class Person
    {
        public int Id { get; set; }

        public Passport Passport { get; set; } = new();
    }

    public sealed class Passport
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class GeneratedKeyRetrySqliteTests(SqliteDatabase database) : GeneratedKeyRetryTests<SqliteDatabase>(database);

public sealed class GeneratedKeyRetryPostgresTests(PostgresDatabase database) : GeneratedKeyRetryTests<PostgresDatabase>(database);

public sealed class GeneratedKeyRetrySqliteLedgerTests(SqliteLedgerDatabase database) : GeneratedKeyRetryTests<SqliteLedgerDatabase>(database);

public sealed class GeneratedKeyRetryPostgresLedgerTests(PostgresLedgerDatabase database)
    : GeneratedKeyRetryTests<PostgresLedgerDatabase>(database);
