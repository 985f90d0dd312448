using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Every kind of key and inheritance.</summary>
public abstract class KeyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Model = DeskModel.With(model =>
    {
        model.Entity<Chore>().HasTransitions(x => x.Status, TicketFlow.Table);
        model.Entity<Page>(page =>
        {
            page.HasKey(x => new { x.Book, x.PageNumber });
            page.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete());
        });
        model.Entity<Animal>().HasTransitions(x => x.Status, TicketFlow.Table);
        model.Entity<Dog>();
        model.Entity<Cat>();
        model.Entity<Machine>();
        model.Entity<Robot>().HasTransitions(x => x.Status, TicketFlow.Table);
        model.Entity<Lathe>();
        model.Entity<Person>().HasOne(x => x.Passport).WithOne().HasForeignKey<Passport>(x => x.Id);
        model.Entity<Passport>().HasTransitions(x => x.Status, TicketFlow.Table);
    });

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    public async Task Database_generated_keys_are_stored_in_the_history()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var tickets = Enumerable.Range(0, 5).Select(_ => new Ticket()).ToList();

        db.AddRange(tickets);
        tickets.ForEach(ticket => db.Entry(ticket).Fire(Open));
        await db.SaveChangesAsync();

        foreach (var ticket in tickets)
        {
            Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
        }
    }

    [Fact]
    public async Task Guid_keys_are_stored_in_the_history()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        await using var db = app.Open();
        Chore[] tasks = [new(), new()];

        db.AddRange(tasks);
        await db.SaveChangesAsync();
        db.Entry(tasks[0]).Fire(Open);
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Chore>(tasks[0].Id), "Opened");
        AssertUnbroken(await app.RowsAsync<Chore>(tasks[1].Id), "New");
    }

    [Fact]
    public async Task Composite_keys_have_separate_histories()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        await using var db = app.Open();
        Page[] pages = [new() { Book = "a", PageNumber = 1 }, new() { Book = "a", PageNumber = 2 }, new() { Book = "b", PageNumber = 1 }];
        db.AddRange(pages);
        await db.SaveChangesAsync();

        db.Entry(pages[1]).Fire(Open);
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Page>("a", 1), "New");
        AssertUnbroken(await app.RowsAsync<Page>("a", 2), "Opened");
        AssertUnbroken(await app.RowsAsync<Page>("b", 1), "New");
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    public async Task A_key_from_a_principal_is_stored_in_the_history()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        await using var db = app.Open();
        Person[] people = [new(), new()];

        db.AddRange(people);
        db.Entry(people[1].Passport).Fire(Open);
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Passport>(people[0].Id), "New");
        AssertUnbroken(await app.RowsAsync<Passport>(people[1].Id), "Opened");
    }

    [Fact]
    public async Task A_derived_type_follows_the_transition_table_of_its_base()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        var dog = await app.SaveAsync(new Dog());
        await using var db = app.Open();

        var found = await db.Set<Dog>().SingleAsync();
        found.Status = Resolved;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());
        found.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal(("transition.not-permitted", "Dog"), (violation.Code, violation.Entity));
        AssertUnbroken(await app.RowsAsync<Animal>(dog.Id), "Opened");
    }

    [Fact]
    public async Task A_derived_type_shares_the_history_of_the_declaring_type()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        await app.SaveAsync(new Dog());
        await app.SaveAsync(new Cat());
        await using var db = app.Open();

        Assert.Equal((2, 2), (await db.TransitionsOf<Dog>().CountAsync(), await db.TransitionsOf<Animal>().CountAsync()));
    }

    [Fact]
    public async Task A_status_declared_on_a_derived_type_has_a_history_and_sibling_types_have_none()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        var robot = await app.SaveAsync(new Robot());
        await app.SaveAsync(new Lathe());
        await using var db = app.Open();

        db.Entry(await db.Set<Robot>().SingleAsync()).Fire(Open);
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Robot>(robot.Id), "Opened");
        Assert.Throws<InvalidOperationException>(() => db.TransitionsOf<Lathe>());
    }

    [Fact]
    public Task A_TPT_hierarchy_has_one_history() => HasOneHistoryAsync("TPT", kept: false);

    [TheoryExcept(typeof(IKeepsLedger), "Neither model supports a ledger.")]
    [InlineData("TPT", true)]
    [InlineData("TPC", false)]
    [InlineData("TPC", true)]
    public Task A_hierarchy_in_several_tables_has_one_history(string strategy, bool kept) => HasOneHistoryAsync(strategy, kept);

    [Fact]
    public Task A_TPC_hierarchy_cannot_have_a_ledger() => IsRefusedScatteredAsync(plan => plan.WithHistory(h => h.RequireInDatabase()));

    [FactExcept(typeof(ISharesHistory), ISharesHistory.Stays)]
    public Task A_TPC_hierarchy_cannot_cascade_its_history()
        => IsRefusedScatteredAsync(plan => plan.WithHistory(h => h.AllowCascadeDelete()));

    private static DeskModel Mapped(string strategy, Action<TransitionsBuilder<Animal, TicketStatus>> more) => DeskModel.With(model =>
    {
        model.Entity<Animal>(animal =>
        {
            _ = strategy == "TPT" ? animal.UseTptMappingStrategy() : animal.UseTpcMappingStrategy();
            more(animal.HasTransitions(x => x.Status, TicketFlow.Table));
        });
        model.Entity<Dog>();
        model.Entity<Cat>();
    });

    private async Task HasOneHistoryAsync(string strategy, bool kept)
    {
        await using var app = await TestApplication.CreateAsync(database, Mapped(strategy, plan => _ = kept ? plan.WithHistory(h => h.KeepAfterDelete()) : plan), blocks: Alone);
        await using var db = app.Open();
        Animal[] animals = [new Dog { Id = 1 }, new Cat { Id = 2 }];
        db.AddRange(animals);
        await db.SaveChangesAsync();

        db.Entry(animals[1]).Fire(Open);
        await db.SaveChangesAsync();

        AssertUnbroken(await db.HistoryOf<Cat>(2).Rows.ToListAsync(), "Opened");
        var report = await db.CheckHistoryAsync<Animal>();
        Assert.Equal((true, 2, 3), (report.IsValid, report.Entities, report.Rows));
    }

    private async Task IsRefusedScatteredAsync(Func<TransitionsBuilder<Animal, TicketStatus>, TransitionsBuilder<Animal, TicketStatus>> more)
    {
        var model = Mapped("TPC", plan => more(plan));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.CreateAsync(database, model, blocks: Alone));

        Assert.Contains("(TPC)", refused.Message, StringComparison.Ordinal);
    }

    public sealed class Chore
    {
        public Guid Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public sealed class Page
    {
        public string Book { get; set; } = "";

        public int PageNumber { get; set; }

        public TicketStatus Status { get; set; }
    }

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

    public abstract class Animal
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public sealed class Dog : Animal;

    public sealed class Cat : Animal;

    public abstract class Machine
    {
        public int Id { get; set; }
    }

    public sealed class Robot : Machine
    {
        public TicketStatus Status { get; set; }
    }

    public sealed class Lathe : Machine;
}

public sealed class KeySqliteTests(SqliteDatabase database) : KeyTests<SqliteDatabase>(database);

public sealed class KeyPostgresTests(PostgresDatabase database) : KeyTests<PostgresDatabase>(database);

public sealed class KeySqliteLedgerTests(SqliteLedgerDatabase database) : KeyTests<SqliteLedgerDatabase>(database);

public sealed class KeyPostgresLedgerTests(PostgresLedgerDatabase database) : KeyTests<PostgresLedgerDatabase>(database);

public sealed class KeySqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : KeyTests<SqliteSharedHistoryDatabase>(database);

public sealed class KeyPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : KeyTests<PostgresSharedHistoryDatabase>(database);
