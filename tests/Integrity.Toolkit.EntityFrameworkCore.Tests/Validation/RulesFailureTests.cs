using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>A rejected save leaves everything unchanged, and can be repeated.</summary>
public abstract class RulesFailureTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rejected_save_writes_nothing_and_leaves_the_context_unchanged(bool async)
    {
        await using var app = await CreateApplicationAsync(new HookLog());
        await app.SaveAsync(new Ticket());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var tickets = await db.Tickets.OrderBy(x => x.Id).ToListAsync();
        app.Sql.Commands.Clear();
        tickets[0].Title = "";
        tickets[0].Address.City = "Bonn";
        db.Remove(tickets[1]);
        var added = new Ticket();
        db.Add(added);

        _ = async
            ? await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityException>(() => db.SaveChanges());

        Assert.Empty(app.Sql.Commands);
        Assert.Empty(app.Committed);
        Assert.Equal(
            [EntityState.Modified, EntityState.Deleted, EntityState.Added],
            new[] { tickets[0], tickets[1], added }.Select(ticket => db.Entry(ticket).State));
        Assert.Equal(["Title"], Modified(db, tickets[0]));
        Assert.Equal((1, null, 0), (tickets[0].Version, tickets[1].DeletedAt, added.Version));
    }

    [Fact]
    public async Task The_same_save_can_be_repeated_once_it_is_valid()
    {
        var log = new HookLog();
        await using var app = await CreateApplicationAsync(log);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        log.Calls.Clear();

        ticket.Title = "";
        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        ticket.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal((2, "another"), (ticket.Version, await db.Tickets.Select(x => x.Title).SingleAsync()));
        Assert.Equal(
            [
                "BeforeSave Update", "BeforeUpdate", "SaveFailed Violation",
                "BeforeSave Update", "BeforeUpdate", "SaveFailed Violation",
                "BeforeSave Update", "BeforeUpdate", "AfterUpdate", "AfterSave Update", "AfterCommit Update",
            ],
            log.Calls);
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task A_rejected_save_leaves_its_transaction_open()
    {
        await using var app = await CreateApplicationAsync(new HookLog());
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Ticket());
        await db.SaveChangesAsync();
        var bad = new Ticket { Title = "" };
        db.Add(bad);

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        bad.Title = "good";
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal(2, await db.Tickets.CountAsync());
    }

    [Fact]
    public async Task A_save_without_accepting_is_validated_each_time()
    {
        await using var app = await CreateApplicationAsync(new HookLog());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "first";
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        ticket.Title = "";
        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync(acceptAllChangesOnSuccess: false));
        ticket.Title = "good";
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal("good", await db.Tickets.Select(x => x.Title).SingleAsync());
        Assert.Equal(3, ticket.Version);
    }

    [Fact]
    public async Task Without_automatic_change_detection_only_detected_changes_are_validated()
    {
        await using var app = await CreateApplicationAsync(new HookLog());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        ticket.Title = "";
        await db.SaveChangesAsync();
        db.ChangeTracker.DetectChanges();
        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.False(db.ChangeTracker.AutoDetectChangesEnabled);
    }

    [Fact]
    public async Task Rules_apply_while_hooks_are_suppressed()
    {
        var log = new HookLog();
        await using var app = await CreateApplicationAsync(log);
        await using var db = app.Open();
        db.Add(new Ticket { Title = "" });

        using (db.SuppressHooks())
        {
            await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        }

        Assert.Empty(log.Calls);
    }

    private static IEnumerable<string> Modified(DbContext db, Ticket ticket)
        => db.Entry(ticket).Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name);

    private Task<TestApplication> CreateApplicationAsync(HookLog log) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Ticket>().HasRules<TicketRules>();
            model.Entity<Ticket>().HasHooks<RecordingHooks<Ticket>>();
        }),
        integrity: builder => builder.Services.AddSingleton(log),
        blocks: o => o.UseValidation().UseSoftDelete().UseVersioning().UseTransitions().UseHooks());

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules() => For(x => x.Title).Required();
    }
}

public sealed class RulesFailureSqliteTests(SqliteDatabase database) : RulesFailureTests<SqliteDatabase>(database);

public sealed class RulesFailurePostgresTests(PostgresDatabase database) : RulesFailureTests<PostgresDatabase>(database);
