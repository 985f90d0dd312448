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
    public async Task A_rejected_change_is_not_saved_and_is_reported_once()
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
    public async Task Violations_of_hooks_and_other_blocks_are_reported_together()
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
    public async Task Other_blocks_evaluate_the_value_corrected_by_a_hook()
    {
        await using var app = await database.HookedAsync<Ticket>(
            h => h.BeforeCreate(c => c.Entity.Status = TicketStatus.New), o => o.UseHooks().UseTransitions());
        await using var db = app.Open();
        db.Add(new Ticket { Status = TicketStatus.Closed });

        await db.SaveChangesAsync();

        Assert.Equal(TicketStatus.New, (await app.Open().Tickets.SingleAsync()).Status);
    }

    [Fact]
    public void A_committed_change_cannot_be_rejected()
        => Assert.DoesNotContain(
            typeof(CommittedChange<>).GetMethods(), method => method.Name.StartsWith("Reject", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_rejection_without_a_code_throws(string? code)
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
    public async Task In_observe_mode_hooks_run_and_their_rejections_are_logged(
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
    public async Task A_type_can_override_the_mode_of_its_context_to_enforce_or_off()
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
    public async Task With_hooks_off_no_hook_runs_and_nothing_is_guarded()
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
    public async Task A_set_based_statement_that_would_skip_hooks_is_rejected_before_any_SQL(bool delete)
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
    public async Task An_observed_set_based_statement_runs_with_one_warning_per_query()
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
    public async Task Set_based_statements_can_be_permitted_and_types_without_hooks_are_not_guarded()
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
