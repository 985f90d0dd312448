using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>One save, one report.</summary>
public abstract class RulesSaveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task All_violations_of_a_save_are_reported_together_before_any_SQL()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.AddRange(new Ticket { Title = "", Priority = 9 }, new Ticket { Code = "a code that is too long" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["Ticket.Title required", "Ticket.Priority range", "Ticket.Code length.max"],
            exception.Violations.Select(violation => $"{violation.Entity}.{violation.Path} {violation.Code}"));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task A_violation_of_an_existing_row_has_its_key()
    {
        await using var app = await CreateApplicationAsync();
        var ticket = await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Priority = 9;
        db.Add(new Ticket { Priority = 9 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["", $"{ticket.Id}"],
            exception.Violations.Select(violation => string.Join('/', violation.Key)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Violations_of_rules_hooks_and_transitions_are_reported_together(bool async)
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Ticket>().HasHooks(h => h
            .BeforeUpdate(change => change.Reject(x => x.Title, "ticket.frozen", "This ticket is frozen."))));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        app.Sql.Commands.Clear();
        (ticket.Priority, ticket.Status) = (9, TicketStatus.Closed);

        var exception = await RefusedAsync(db, async);

        Assert.Equal(
            ["range", "ticket.frozen", "transition.not-permitted"],
            exception.Violations.Select(violation => violation.Code).Order(StringComparer.Ordinal));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task A_before_save_hook_can_correct_a_value_to_make_it_valid()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Ticket>().HasHooks(h => h
            .BeforeCreate(change => change.Entity.Code = change.Entity.Code?[..3])));
        await using var db = app.Open();
        db.Add(new Ticket { Code = "a code that is too long" });

        await db.SaveChangesAsync();

        Assert.Equal("a c", await db.Tickets.Select(x => x.Code).SingleAsync());
    }

    [Fact]
    public async Task Changes_made_by_a_before_save_hook_are_validated()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(change =>
        {
            change.Entity.Priority = 9;
            change.Context.Add(new Ticket { Title = "" });
        })));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "another";

        var exception = await RefusedAsync(db, async: true);

        Assert.Equal(["Priority", "Title"], exception.Violations.Select(violation => violation.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_rules_run_for_new_rows_and_update_rules_for_changed_rows()
    {
        await using var app = await CreateApplicationAsync<PhasedRules>();
        await using var db = app.Open();
        var ticket = new Ticket { Priority = 1 };
        db.Add(ticket);

        var creating = await RefusedAsync(db, async: true);
        ticket.Code = "T-1";
        await db.SaveChangesAsync();
        (ticket.Priority, ticket.Code) = (5, null);
        var updating = await RefusedAsync(db, async: true);

        Assert.Equal(["Code"], creating.Violations.Select(violation => violation.Path));
        Assert.Equal(["Priority"], updating.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task A_deleted_row_is_not_validated()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        (ticket.Title, ticket.Priority) = ("", 9);

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Tickets.ToListAsync());
    }

    [Fact]
    public async Task Several_rule_sets_of_one_type_all_apply()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Ticket>().HasRules(new CodeRules(2)));
        await using var db = app.Open();
        db.Add(new Ticket { Title = "", Code = "T-1" });

        var exception = await RefusedAsync(db, async: true);

        Assert.Equal(["Title", "Code"], exception.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task A_rule_that_throws_is_reported_by_name_and_hides_no_other_violation()
    {
        await using var app = await CreateApplicationAsync<ThrowingRules>();
        await using var db = app.Open();
        db.Add(new Ticket { Title = "" });

        var exception = await RefusedAsync(db, async: true);

        Assert.Equal(["rule.failed", "required"], exception.Violations.Select(violation => violation.Code));
        Assert.Contains("ticket.breaks", exception.Violations[0].Message, StringComparison.Ordinal);
    }

    private static async Task<IntegrityException> RefusedAsync(DbContext db, bool async)
        => async
            ? await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityException>(() => db.SaveChanges());

    private Task<TestApplication> CreateApplicationAsync(Action<ModelBuilder>? more = null) => CreateApplicationAsync<TicketRules>(more);

    private Task<TestApplication> CreateApplicationAsync<TRules>(Action<ModelBuilder>? more = null)
        where TRules : EntityRules<Ticket>, new()
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Ticket>().HasRules<TRules>();
                more?.Invoke(model);
            }),
            blocks: o => o.UseValidation().UseHooks().UseTransitions());

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).Required();
            For(x => x.Priority).Between(0, 5);
            For(x => x.Code).MaxLength(10);
        }
    }

    private sealed class CodeRules : EntityRules<Ticket>
    {
        public CodeRules(int max) => For(x => x.Code).MaxLength(max);
    }

    private sealed class PhasedRules : EntityRules<Ticket>
    {
        public PhasedRules()
        {
            For(x => x.Title).Required();
            OnCreate(() => For(x => x.Code).Required());
            OnUpdate(() => For(x => x.Priority).AtMost(3));
        }
    }

    private sealed class ThrowingRules : EntityRules<Ticket>
    {
        public ThrowingRules()
        {
            For(x => x.Priority).Must(value => 1 / value == 1, "ticket.breaks");
            For(x => x.Title).Required();
        }
    }
}

public sealed class RulesSaveSqliteTests(SqliteDatabase database) : RulesSaveTests<SqliteDatabase>(database);

public sealed class RulesSavePostgresTests(PostgresDatabase database) : RulesSaveTests<PostgresDatabase>(database);
