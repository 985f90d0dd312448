using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Validation without saving.</summary>
public abstract class ValidateTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_detached_entity_is_validated_as_new_and_stays_detached(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Code = "T-1", Priority = 1 });
        await using var db = app.Open();
        var (ticket, tracked) = (new Ticket { Title = "", Code = "T-1" }, 0);
        db.ChangeTracker.Tracked += (_, _) => tracked++;

        var report = async ? await db.ValidateAsync(ticket) : db.Validate(ticket);

        Assert.Equal(["Title required", "Priority created", "Code unique.taken"], Told(report));
        Assert.Equal((0, EntityState.Detached), (tracked, db.Entry(ticket).State));
        Assert.Empty(db.ChangeTracker.Entries());
        db.Add(ticket);
        Assert.Equal(EntityState.Added, db.Entry(ticket).State);
    }

    [Fact]
    public async Task A_detached_entity_of_an_existing_row_can_keep_its_own_values()
    {
        await using var app = await CreateApplicationAsync();
        var id = (await app.SaveAsync(new Ticket { Code = "T-1", Priority = 1 })).Id;
        await using var db = app.Open();

        var report = await db.ValidateAsync(new Ticket { Id = id, Code = "T-1", Priority = 1 });

        Assert.True(report.IsValid);
    }

    [Fact]
    public async Task An_unchanged_entity_is_validated_by_all_rules_and_stays_unchanged()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Priority = 1 });
        await using var db = app.Open();
        await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, "").SetProperty(x => x.Priority, 9));
        var ticket = await db.Tickets.SingleAsync();

        var report = db.Validate(ticket);

        Assert.Equal(["Title required", "Priority range.max", "Priority high"], Told(report));
        Assert.Equal([ticket.Id], report.Violations[0].Key);
        Assert.Equal(EntityState.Unchanged, db.Entry(ticket).State);
    }

    [Fact]
    public async Task A_changed_entity_is_validated_as_by_a_save()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Priority = 1 });
        await using var db = app.Open();
        await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, ""));
        var ticket = await db.Tickets.SingleAsync();

        ticket.Priority = 9;
        var report = db.Validate(ticket);

        Assert.Equal(["Priority range.max", "Priority high", "Priority updated"], Told(report));
        Assert.Equal(1, db.Entry(ticket).Property(x => x.Priority).OriginalValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_changes_are_validated_as_by_the_next_save(bool async)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Code = "T-1", Priority = 1 });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        ticket.Title = "edited on the way to the bin";
        db.AddRange(new Ticket { Code = "T-1", Priority = 1 }, new Ticket { Priority = 9 }, new Comment { TicketId = 4711 });
        app.Sql.Commands.Clear();

        var report = async ? await db.ValidateChangesAsync() : db.ValidateChanges();

        Assert.Equal(["Priority range.max", "Priority high", "TicketId reference.missing"], Told(report));
        Assert.All(app.Sql.Commands, command => Assert.StartsWith("SELECT", command, StringComparison.Ordinal));
        Assert.Equal(
            (EntityState.Deleted, "edited on the way to the bin", null), (db.Entry(ticket).State, ticket.Title, ticket.DeletedAt));
    }

    [Fact]
    public async Task An_entity_to_be_deleted_is_valid()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Priority = 1 });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "";
        db.Remove(ticket);

        Assert.True(db.Validate(ticket).IsValid);
        Assert.True(db.ValidateChanges().IsValid);
    }

    [Fact]
    public async Task A_restored_entity_gets_the_violations_of_a_save()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Code = "T-1", Priority = 1, DeletedAt = TestTime.Start });
        await app.SaveAsync(new Ticket { Code = "T-1", Priority = 1 });
        await using var db = app.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();

        await db.RestoreAsync(ticket);

        Assert.Equal(["Code unique.taken"], Told(db.Validate(ticket)));
        Assert.Equal(["Code unique.taken"], Told(db.ValidateChanges()));
    }

    [Fact]
    public async Task A_report_includes_warnings_and_observed_violations_and_is_neither_logged_nor_counted()
    {
        await using var app = await CreateApplicationAsync(validation => validation.Observe());
        await using var db = app.Open();
        using var heard = new MetricRecorder();
        app.Logs.Messages.Clear();

        var report = db.Validate(new Ticket { Title = "", Priority = 4 });

        Assert.Equal(["Title required", "Priority high"], Told(report));
        Assert.Equal("high", report.Warnings.Single().Code);
        Assert.Empty(heard.Counted);
        Assert.Empty(app.Logs.Messages);
    }

    [Fact]
    public async Task An_entity_without_rules_is_valid_and_an_unmapped_one_throws()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();

        Assert.Same(ValidationReport.Valid, db.Validate(new Plain()));
        Assert.Same(ValidationReport.Valid, await db.ValidateChangesAsync());
        Assert.Throws<InvalidOperationException>(() => db.Validate("no entity"));
        Assert.Throws<ArgumentNullException>(() => db.Validate(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((DbContext)null!).ValidateChangesAsync());
    }

    [Fact]
    public async Task A_context_without_any_block_throws_with_the_remedy()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: _ => { });
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        await using var db = new DeskContext(options.Options);

        var error = Assert.Throws<InvalidOperationException>(() => db.ValidateChanges());

        Assert.Contains("Use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_can_be_canceled()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.Add(new Comment { TicketId = 1 });
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.ValidateChangesAsync(cancelled.Token));
    }

    private static IEnumerable<string> Told(ValidationReport report)
        => report.Violations.Select(violation => $"{violation.Path} {violation.Code}");

    private Task<TestApplication> CreateApplicationAsync(Action<ValidationOptionsBuilder>? configure = null) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Ticket>().HasRules<TicketRules>();
            model.Entity<Comment>().HasRules<CommentRules>();
        }),
        blocks: o => o.UseValidation(configure).UseSoftDelete());

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).Required();
            For(x => x.Priority).ReportAll().AtMost(5);
            For(x => x.Priority).AtMost(3).WithCode("high").AsWarning();
            OnCreate(() => For(x => x.Priority).Must(value => value > 0, "created"));
            OnUpdate(() => For(x => x.Priority).Must(value => value < 5, "updated"));
            For(x => x.Code).Unique();
        }
    }

    private sealed class CommentRules : EntityRules<Comment>
    {
        public CommentRules() => For(x => x.TicketId).Exists<Ticket>();
    }
}

public sealed class ValidateSqliteTests(SqliteDatabase database) : ValidateTests<SqliteDatabase>(database);

public sealed class ValidatePostgresTests(PostgresDatabase database) : ValidateTests<PostgresDatabase>(database);
