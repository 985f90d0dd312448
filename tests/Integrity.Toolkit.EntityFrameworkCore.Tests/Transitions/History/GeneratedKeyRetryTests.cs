using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>New rows that are saved, rolled back, and saved again with other generated keys.</summary>
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
        model.Entity<Errand>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.KeepAfterDelete());
        model.Entity<Person>().HasOne(x => x.Passport).WithOne().HasForeignKey<Passport>(x => x.Id);
        model.Entity<Passport>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.KeepAfterDelete());
    });

    private readonly EventRecorder _events = new();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_retried_new_entity_has_its_history(bool accept, bool asynchronous)
    {
        await using var app = await CreateApplicationAsync(Model);
        var errand = new Errand();

        await SaveAgainAsync(app, [errand], () => new Errand(), accept, asynchronous);

        AssertUnbroken(await app.RowsAsync<Errand>(errand.Id), "New");
        await AssertSoundAsync<Errand>(app, 3);
        Assert.Equal(
            ["recording Errand ? #0 ->New", $"committed Errand {errand.Id} #0 ->New"],
            _events.Calls.TakeLast(2));
    }

    [Fact]
    public async Task Several_retried_new_entities_have_separate_histories()
    {
        await using var app = await CreateApplicationAsync(Model);
        Errand[] errands = [new(), new(), new()];

        await SaveAgainAsync(app, errands, () => new Errand());

        await AssertSoundAsync<Errand>(app, 5);
    }

    [Fact]
    public async Task Retried_new_entities_of_a_hierarchy_have_separate_histories()
    {
        await using var app = await CreateApplicationAsync(Model);
        Animal[] animals = [new Dog(), new Cat(), new Dog()];

        await SaveAgainAsync(app, animals, () => new Cat());

        await AssertSoundAsync<Animal>(app, 5);
    }

    [Fact]
    public async Task A_retried_new_entity_with_owned_parts_has_its_history()
    {
        await using var app = await CreateApplicationAsync(Model);
        var ticket = new Ticket { Labels = { new Label() } };

        await SaveAgainAsync(app, [ticket], () => new Ticket());

        Assert.Equal("New", await app.StatesAsync(ticket.Id));
        await AssertSoundAsync<Ticket>(app, 3);
    }

    [Fact]
    public async Task A_retried_new_entity_with_a_key_from_its_principal_has_its_history()
    {
        await using var app = await CreateApplicationAsync(Model);
        Person[] people = [new(), new()];

        await SaveAgainAsync(app, people, () => new Person());

        AssertUnbroken(await app.RowsAsync<Passport>(people[0].Id), "New");
        await AssertSoundAsync<Passport>(app, 4);
    }

    [TheoryExcept(typeof(IKeepsLedger), "A ledger does not outlive its row.")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_history_without_a_foreign_key_has_the_final_keys(bool asynchronous)
    {
        await using var app = await CreateApplicationAsync(Kept);
        Errand[] errands = [new(), new(), new()];
        Person[] people = [new(), new()];

        await SaveAgainAsync(app, errands, () => new Errand(), accept: false, asynchronous);
        await SaveAgainAsync(app, people, () => new Person(), accept: false, asynchronous);

        await AssertSoundAsync<Errand>(app, 5);
        await AssertSoundAsync<Passport>(app, 4);
    }

    [Fact]
    public async Task When_one_entity_is_detached_meanwhile_the_others_have_their_history()
    {
        await using var app = await CreateApplicationAsync(database is IKeepsLedger ? Model : Kept);
        await using var db = app.Open();
        Errand[] errands = [new(), new(), new()];
        db.AddRange(errands);
        await RollBackAsync(app, db, () => new Errand());

        db.Entry(errands[0]).State = EntityState.Detached;
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Errand>(errands[1].Id), "New");
        await AssertSoundAsync<Errand>(app, 3);
    }

    private static async Task SaveAgainAsync(
        TestApplication app, object[] entities, Func<object> another, bool accept = false, bool asynchronous = true)
    {
        await using var db = app.Open();
        db.AddRange(entities);
        await RollBackAsync(app, db, another, asynchronous);
        await RollBackAsync(app, db, another, asynchronous);

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            _ = asynchronous ? await db.SaveChangesAsync(accept) : db.SaveChanges(accept);
            await transaction.CommitAsync();
        }

        db.ChangeTracker.AcceptAllChanges();
    }

    /// <summary>Inserts another row with the key, also if a rollback reverts key generation.</summary>
    private static async Task RollBackAsync(TestApplication app, DbContext db, Func<object> another, bool asynchronous = true)
    {
        await using (await db.Database.BeginTransactionAsync())
        {
            _ = asynchronous ? await db.SaveChangesAsync(false) : db.SaveChanges(false);
        }

        await app.SaveAsync(another());
    }

    private static async Task AssertSoundAsync<TEntity>(TestApplication app, int entities)
        where TEntity : class
    {
        await using var db = app.Open();
        var report = await db.CheckHistoryAsync<TEntity>();
        Assert.Equal((true, entities, entities, 0), (report.IsValid, report.Entities, report.Rows, report.Kept));
    }

    private Task<TestApplication> CreateApplicationAsync(DeskModel model) => TestApplication.CreateAsync(
        database,
        model,
        integrity: integrity => integrity.Services.AddSingleton(_events),
        blocks: options => options.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()));

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
