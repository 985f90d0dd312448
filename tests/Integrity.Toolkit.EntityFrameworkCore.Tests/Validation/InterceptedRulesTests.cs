using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Changes of another interceptor after the rules are validated too.</summary>
public abstract class InterceptedRulesTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public static TheoryData<string, Action<DbContext>, string> Deeds => new()
    {
        { "sets a value", db => Loaded(db).Priority = 9, "Ticket.Priority" },
        { "empties a value", db => Loaded(db).Title = "", "Ticket.Title" },
        { "changes what is owned", db => Loaded(db).Address.City = "", "Ticket.Address.City" },
        { "adds an entity", db => db.Add(new Ticket { Title = "" }), "Ticket.Title" },
    };

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task A_late_change_that_violates_a_rule_is_rejected_before_any_SQL(string deed, Action<DbContext> late, string path)
    {
        Action<DbContext>? saving = null;
        await using var app = await CreateApplicationAsync(db => saving?.Invoke(db));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        app.Sql.Commands.Clear();

        ticket.Code = "T-1";
        saving = late;
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal([path], exception.Violations.Select(violation => $"{violation.Entity}.{violation.Path}"));
        Assert.Empty(app.Sql.Commands);
        Assert.Equal(EntityState.Modified, db.Entry(ticket).State);
        Assert.NotEmpty(deed);
    }

    [Fact]
    public async Task A_late_change_of_owned_data_of_an_unchanged_entity_runs_its_rules()
    {
        Action<DbContext>? saving = null;
        await using var app = await CreateApplicationAsync(db => saving?.Invoke(db));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        await db.Tickets.SingleAsync();
        app.Sql.Commands.Clear();

        db.Add(new Note());
        saving = late => Loaded(late).Address.City = "";
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Address.City", exception.Violations.Single().Path);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task A_valid_late_change_is_saved()
    {
        Action<DbContext>? saving = null;
        await using var app = await CreateApplicationAsync(db => saving?.Invoke(db));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Code = "T-1";
        saving = late => Loaded(late).Priority = 3;
        await db.SaveChangesAsync();

        Assert.Equal(3, await db.Tickets.Select(x => x.Priority).SingleAsync());
    }

    [Fact]
    public async Task An_interceptor_without_changes_causes_no_repeated_warnings_or_queries()
    {
        await using var app = await CreateApplicationAsync(_ => { });
        await app.SaveAsync(new Note { Text = "taken" });
        await using var db = app.Open();
        app.Logs.Messages.Clear();

        db.AddRange(new Ticket { Priority = 4 }, new Note { Text = "free" });
        await db.SaveChangesAsync();

        Assert.Single(app.Logs.Messages, message => message.Id == 76008);
        Assert.Single(app.Sql.Commands, command => command.StartsWith("SELECT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_soft_delete_is_not_validated_as_an_update_of_all_members_by_the_late_check()
    {
        await using var app = await CreateApplicationAsync(_ => { }, o => o.UseSoftDelete());
        await app.SaveAsync(new Ticket { Code = "T-1" });
        await using var db = app.Open();
        await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Code, "bad code"));
        var ticket = await db.Tickets.SingleAsync();

        db.Remove(ticket);
        db.Add(new Ticket { Code = "T-1" });
        await db.SaveChangesAsync();

        Assert.Equal("T-1", await db.Tickets.Select(x => x.Code).SingleAsync());
    }

    private static Ticket Loaded(DbContext db)
        => db.ChangeTracker.Entries<Ticket>().First(entry => entry.State != EntityState.Added).Entity;

    private Task<TestApplication> CreateApplicationAsync(Action<DbContext> saving, Action<DbContextOptionsBuilder>? blocks = null) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Ticket>().HasRules<TicketRules>();
            model.Entity<Note>().HasRules<NoteRules>();
        }),
        options: o => o.AddInterceptors(new RecordingInterceptor { Saving = saving }),
        blocks: o =>
        {
            o.UseValidation();
            blocks?.Invoke(o);
        });

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).Required();
            For(x => x.Code).Must(code => !code!.StartsWith("bad", StringComparison.Ordinal), "bad");
            For(x => x.Priority).AtMost(5).AtMost(3).WithCode("high").AsWarning();
            For(x => x.Address).Using(new AddressRules());
        }
    }

    private sealed class AddressRules : EntityRules<Address>
    {
        public AddressRules() => For(x => x.City).Required();
    }

    private sealed class NoteRules : EntityRules<Note>
    {
        public NoteRules() => For(x => x.Text).Unique();
    }
}

public sealed class InterceptedRulesSqliteTests(SqliteDatabase database) : InterceptedRulesTests<SqliteDatabase>(database);

public sealed class InterceptedRulesPostgresTests(PostgresDatabase database) : InterceptedRulesTests<PostgresDatabase>(database);
