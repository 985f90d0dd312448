using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Violations that do not stop a save: warnings, observe mode, disabled rules.</summary>
public abstract class RulesModeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_warning_is_logged_and_counted_and_the_save_continues()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Note { Text = "taken" });
        app.Logs.Messages.Clear();
        await using var db = app.Open();
        using var heard = new MetricRecorder();
        db.AddRange(new Ticket { Priority = 4 }, new Note { Text = "taken" });

        await db.SaveChangesAsync();

        Assert.Equal(
            [(76008, LogLevel.Warning), (76008, LogLevel.Warning)],
            app.Logs.Messages.Select(message => (message.Id, message.Level)));
        Assert.Equal(
            [
                "integrity.code=range.max integrity.entity=Ticket integrity.outcome=warned",
                "integrity.code=unique.taken integrity.entity=Note integrity.outcome=warned",
            ],
            heard.Counted);
        Assert.Equal(1, await db.Tickets.CountAsync());
    }

    [Fact]
    public async Task A_warning_next_to_an_error_is_not_in_the_exception()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.Add(new Ticket { Title = "", Priority = 4 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("required", exception.Violations.Single().Code);
    }

    [Theory]
    [InlineData("context")]
    [InlineData("block")]
    [InlineData("entity")]
    public async Task An_observed_violation_is_logged_and_counted_and_the_save_continues(string where)
    {
        await using var app = await CreateApplicationAsync(
            where == "block" ? validation => validation.Observe() : null,
            where == "entity" ? rules => rules.Observe() : null,
            where == "context" ? integrity => integrity.UseDefaultMode(EnforcementMode.Observe) : null);
        app.Logs.Messages.Clear();
        await using var db = app.Open();
        using var heard = new MetricRecorder();
        db.Add(new Ticket { Title = "" });

        await db.SaveChangesAsync();

        Assert.Equal([(76000, LogLevel.Warning)], app.Logs.Messages.Select(message => (message.Id, message.Level)));
        Assert.Equal(["integrity.code=required integrity.entity=Ticket integrity.outcome=observed"], heard.Counted);
        Assert.Equal(1, await db.Tickets.CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_off_mode_nothing_is_validated(bool isEntity)
    {
        await using var app = await CreateApplicationAsync(
            isEntity ? null : validation => validation.Off(), isEntity ? rules => rules.Off() : null);
        app.Logs.Messages.Clear();
        await using var db = app.Open();
        db.Add(new Ticket { Title = "", Priority = 9 });

        await db.SaveChangesAsync();

        Assert.Empty(app.Logs.Messages);
        Assert.True(db.Validate(new Ticket { Title = "" }).IsValid);
    }

    [Fact]
    public async Task An_entity_can_enforce_while_the_block_observes()
    {
        await using var app = await CreateApplicationAsync(validation => validation.Observe(), rules => rules.Enforce());
        await using var db = app.Open();
        db.Add(new Ticket { Title = "" });

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_set_based_update_that_would_skip_rules_is_rejected_and_a_delete_is_permitted()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        var exception = await Assert.ThrowsAsync<IntegrityException>(
            () => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, "")));
        await db.Tickets.ExecuteDeleteAsync();

        Assert.Equal("bulk.refused", exception.Violations.Single().Code);
        Assert.Contains("Validation", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await db.Tickets.ToListAsync());
    }

    [Fact]
    public async Task Rules_without_UseValidation_have_no_effect_and_are_logged_when_another_block_is_enabled()
    {
        var model = DeskModel.With(builder => builder.Entity<Plain>().HasRules<PlainRules>());
        await using var app = await TestApplication.CreateAsync(database, model, blocks: o => o.UseVersioning());
        await using var db = app.Open();
        db.Add(new Plain { Text = "" });

        await db.SaveChangesAsync();

        Assert.Contains(
            app.Logs.Messages,
            message => message.Id == 76003
                && message.Text.Contains("Plain", StringComparison.Ordinal)
                && message.Text.Contains("UseValidation()", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UseValidation_without_rules_changes_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: o => o.UseValidation());
        await using var db = app.Open();
        db.Add(new Ticket { Title = "", Priority = 9 });

        await db.SaveChangesAsync();

        Assert.Empty(app.Committed);
        Assert.True(db.ValidateChanges().IsValid);
    }

    private Task<TestApplication> CreateApplicationAsync(
        Action<ValidationOptionsBuilder>? configure = null,
        Action<ValidationBuilder>? rules = null,
        Action<IntegrityBuilder>? integrity = null)
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                var builder = model.Entity<Ticket>().HasRules<TicketRules>();
                rules?.Invoke(builder);
                model.Entity<Note>().HasRules<NoteRules>();
            }),
            integrity: integrity,
            blocks: o => o.UseValidation(configure).UseTransitions(o => o.Off()));

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).Required();
            For(x => x.Priority).AtMost(3).AsWarning();
        }
    }

    private sealed class NoteRules : EntityRules<Note>
    {
        public NoteRules() => For(x => x.Text).Unique().AsWarning();
    }

    private sealed class PlainRules : EntityRules<Plain>
    {
        public PlainRules() => For(x => x.Text).Required();
    }
}

public sealed class RulesModeSqliteTests(SqliteDatabase database) : RulesModeTests<SqliteDatabase>(database);

public sealed class RulesModePostgresTests(PostgresDatabase database) : RulesModeTests<PostgresDatabase>(database);
