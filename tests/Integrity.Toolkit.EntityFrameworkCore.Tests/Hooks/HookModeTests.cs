using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Violations of hooks in each mode, and statements that would bypass hooks.</summary>
public abstract class HookModeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task A_rejected_change_is_not_written_and_says_so_once()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h
            .BeforeCreate(c => c.Reject(x => x.Title, "ticket.no", "No tickets today."))
            .AfterCreate(_ => _calls.Add("after"))
            .SaveFailed((_, failure) => _calls.Add(failure.Reason.ToString())));
        await using var db = app.Open();
        db.Add(new Ticket());

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        var violation = Assert.Single(exception.Violations);
        Assert.Equal(("ticket.no", "Title", "Ticket", "No tickets today."), (violation.Code, violation.Path, violation.Entity, violation.Message));
        Assert.Equal(["Violation"], _calls);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task All_that_hooks_and_other_blocks_refuse_in_a_save_comes_together()
    {
        await using var app = await database.HookedAsync(
            model =>
            {
                model.Entity<Ticket>().HasHooks(h => h.BeforeSave(c =>
                {
                    c.Reject(x => x.Budget.Amount, "ticket.one", "One.");
                    c.Reject("ticket.two", "Two.");
                }));
                model.Entity<Plain>().HasHooks(h => h.BeforeSave(c => c.Reject("plain.three", "Three.")));
            },
            o => o.UseHooks().UseTransitions());
        await using var db = app.Open();
        db.AddRange(new Ticket { Status = TicketStatus.Closed }, new Plain());

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["plain.three", "ticket.one", "ticket.two", "transition.not-initial"], exception.Violations.Select(r => r.Code).Order());
        Assert.Equal("Budget.Amount", exception.Violations.Single(r => r.Code == "ticket.one").Path);
    }

    [Fact]
    public async Task A_value_that_a_hook_mends_is_what_the_other_blocks_judge()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h.BeforeCreate(c => c.Entity.Status = TicketStatus.New), o => o.UseHooks().UseTransitions());
        await using var db = app.Open();
        db.Add(new Ticket { Status = TicketStatus.Closed });

        await db.SaveChangesAsync();

        Assert.Equal(TicketStatus.New, (await app.Open().Tickets.SingleAsync()).Status);
    }

    [Fact]
    public void What_is_committed_cannot_be_rejected_at_all()
        => Assert.DoesNotContain(
            typeof(CommittedChange<>).GetMethods(), method => method.Name.StartsWith("Reject", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_rejection_without_a_code_is_a_mistake_of_the_hook(string? code)
    {
        await using var app = await database.HookedAsync<Plain>(h => h.BeforeSave(c => c.Reject(code!, "Why?")));
        await using var db = app.Open();
        db.Add(new Plain());

        await Assert.ThrowsAnyAsync<ArgumentException>(() => db.SaveChangesAsync());
    }

    public static TheoryData<string, Action<ModelBuilder>, Action<HooksOptionsBuilder>> Observing => new()
    {
        { "the context", _ => { }, h => h.Observe() },
        { "the entity type", model => model.Entity<Plain>().HasHooks(h => h.BeforeDelete(_ => { })).Observe(), _ => { } },
    };

    [Theory]
    [MemberData(nameof(Observing))]
    public async Task While_they_only_observe_hooks_are_called_and_what_they_reject_is_logged(
        string where, Action<ModelBuilder> model, Action<HooksOptionsBuilder> hooks)
    {
        await using var app = await database.HookedAsync(
            builder =>
            {
                builder.Entity<Plain>().HasHooks(h => h
                    .BeforeCreate(c => c.Reject("plain.no", "No."))
                    .AfterCreate(_ => _calls.Add("after")));
                model(builder);
            },
            o => o.UseHooks(hooks));
        await using var db = app.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.NotEmpty(where);
        Assert.Equal(["after"], _calls);
        Assert.Contains("plain.no", Assert.Single(app.Logs.Messages, m => m.Id == 76000).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_can_enforce_what_its_context_only_observes_and_be_off_where_it_is_on()
    {
        await using var app = await database.HookedAsync(
            model =>
            {
                model.Entity<Plain>().HasHooks(h => h.BeforeCreate(c => c.Reject("plain.no", "No."))).Enforce();
                model.Entity<Note>().HasHooks(h => h.BeforeCreate(_ => _calls.Add("called"))).Off();
            },
            o => o.UseHooks(h => h.Observe()));
        await using var db = app.Open();
        db.Add(new Note());
        await db.SaveChangesAsync();
        db.Add(new Plain());

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Empty(_calls);
        Assert.Equal("Note: no hooks", db.DescribeHooks<Note>().Trim());
    }

    [Fact]
    public async Task While_they_are_off_no_hook_is_called_and_nothing_is_guarded()
    {
        await using var app = await database.HookedAsync<Plain>(
            h => h.BeforeSave(_ => _calls.Add("called")), o => o.UseHooks(h => h.Off()));
        await using var db = app.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();
        var rows = await db.Plains.ExecuteDeleteAsync();

        Assert.Empty(_calls);
        Assert.Equal(1, rows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_statement_that_would_go_past_the_hooks_is_refused_before_any_SQL(bool delete)
    {
        await using var app = await database.HookedAsync<Plain>(h => h.AfterCommit(_ => { }));
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => delete
            ? db.Plains.ExecuteDeleteAsync()
            : db.Plains.ExecuteUpdateAsync(set => set.SetProperty(x => x.Text, "new")));

        var violation = Assert.Single(refused.Violations);
        Assert.Equal("bulk.refused", violation.Code);
        Assert.Contains("would bypass Hooks", violation.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Writes);
        Assert.Equal(0, await db.Plains.BypassIntegrity().ExecuteDeleteAsync());
    }

    [Fact]
    public async Task A_statement_that_is_only_observed_passes_with_one_warning_for_each_query()
    {
        await using var app = await database.HookedAsync<Plain>(
            h => h.AfterCommit(_ => { }), o => o.UseHooks(h => h.WithSetBasedMode(EnforcementMode.Observe)));

        for (var i = 0; i < 3; i++)
        {
            await using var db = app.Open();
            await db.Plains.ExecuteDeleteAsync();
        }

        Assert.Single(app.Logs.Messages, message => message.Id == 76000);
    }

    [Fact]
    public async Task Statements_can_be_let_pass_while_hooks_are_enforced_and_types_without_hooks_are_not_guarded()
    {
        await using var app = await database.HookedAsync<Plain>(
            h => h.AfterCommit(_ => { }), o => o.UseHooks(h => h.WithSetBasedMode(EnforcementMode.Off)));
        await using var guarded = await database.HookedAsync<Plain>(h => h.AfterCommit(_ => { }));
        await using var db = app.Open();
        await using var other = guarded.Open();

        await db.Plains.ExecuteDeleteAsync();
        await other.Notes.ExecuteDeleteAsync();

        Assert.DoesNotContain(app.Logs.Messages, message => message.Id == 76000);
    }
}

public sealed class HookModeSqliteTests(SqliteDatabase database) : HookModeTests<SqliteDatabase>(database);

public sealed class HookModePostgresTests(PostgresDatabase database) : HookModeTests<PostgresDatabase>(database);
