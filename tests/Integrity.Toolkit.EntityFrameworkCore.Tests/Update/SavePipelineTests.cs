using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Update;

public abstract class SavePipelineTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    [Fact]
    public async Task A_save_without_changes_does_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        var rows = await db.SaveChangesAsync();

        Assert.Equal(0, rows);
        Assert.Empty(app.Sql.Commands);
        Assert.Empty(app.Committed);
    }

    [Fact]
    public async Task A_type_without_blocks_is_saved_as_in_EF_Core()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Single(app.Sql.Writes);
        Assert.Empty(app.Committed);
    }

    [Fact]
    public async Task One_row_is_updated_by_one_command()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "new";

        await db.SaveChangesAsync();

        Assert.Single(app.Sql.Writes);
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task Synchronous_and_asynchronous_saves_do_the_same()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = db.Tickets.Single();

        db.Entry(ticket).Fire(TicketTrigger.Open);
        db.SaveChanges();
        db.Remove(ticket);
        db.SaveChanges();

        Assert.Equal(3, ticket.Version);
        Assert.Equal(2, db.Entry(ticket).Transitions().Count());
        Assert.NotNull(ticket.DeletedAt);
    }

    [Fact]
    public async Task All_violations_of_a_save_are_reported_in_one_exception_and_nothing_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        db.Add(new Ticket { Status = TicketStatus.Closed });
        db.Add(new Ticket { Status = TicketStatus.Resolved });
        db.Add(new Ticket());

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["transition.not-initial", "transition.not-initial"], refused.Violations.Select(r => r.Code));
        Assert.Empty(app.Sql.Writes);
        Assert.Equal(3, db.ChangeTracker.Entries<Ticket>().Count(entry => entry.State == EntityState.Added));
        Assert.Empty(db.ChangeTracker.Entries<TransitionRecord>());
    }

    [Fact]
    public async Task After_a_violation_the_entities_are_unchanged_and_can_be_corrected_and_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var tickets = await db.Tickets.OrderBy(ticket => ticket.Id).ToListAsync();
        db.Remove(tickets[0]);
        tickets[1].Status = TicketStatus.Resolved;

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        var state = db.Entry(tickets[0]).State;
        tickets[1].Status = TicketStatus.Opened;
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Deleted, state);
        Assert.Equal((2, 2), (tickets[0].Version, tickets[1].Version));
        Assert.Single(await app.Open().Tickets.ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_save_leaves_the_entities_unchanged_and_can_be_repeated(bool async)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        app.Sql.FailNextWrite = Broken;

        Assert.Same(Broken, (await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(db, async))).GetBaseException());
        var version = ticket.Version;
        var rows = db.ChangeTracker.Entries<TransitionRecord>().Count();
        await SaveAsync(db, async);

        Assert.Equal((1, 0), (version, rows));
        Assert.Equal(2, ticket.Version);
        Assert.Equal([0, 1], await db.Entry(ticket).Transitions().Select(row => row.Sequence).ToListAsync());
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task A_canceled_save_leaves_the_entities_unchanged_and_can_be_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));
        var state = db.Entry(ticket).State;
        app.Sql.OnWrite = null;
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Deleted, state);
        Assert.Equal(2, ticket.Version);
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task After_a_concurrency_failure_changes_are_still_detected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (var other = app.Open())
        {
            (await other.Tickets.SingleAsync()).Title = "theirs";
            await other.SaveChangesAsync();
        }

        ticket.Title = "mine";
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());
        await db.Entry(ticket).ReloadAsync();
        ticket.Title = "mine again";
        await db.SaveChangesAsync();

        Assert.True(db.ChangeTracker.AutoDetectChangesEnabled);
        Assert.Equal("mine again", (await app.Open().Tickets.SingleAsync()).Title);
        Assert.Equal(3, ticket.Version);
    }

    [Fact]
    public async Task Change_detection_disabled_by_the_application_stays_disabled()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        ticket.Title = "not seen";
        var unseen = await db.SaveChangesAsync();
        db.ChangeTracker.DetectChanges();
        var seen = await db.SaveChangesAsync();

        Assert.Equal((0, 1), (unseen, seen));
        Assert.False(db.ChangeTracker.AutoDetectChangesEnabled);
        Assert.Equal(2, ticket.Version);
    }

    [Fact]
    public async Task A_manually_created_context_requires_no_services()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        options.UseSoftDelete().UseVersioning().UseTransitions();
        await using var db = new DeskContext(options.Options);

        db.Add(new Ticket());
        await db.SaveChangesAsync();
        db.Remove(db.Tickets.Local.Single());
        await db.SaveChangesAsync();

        var row = db.Entry(await db.Tickets.OnlyDeleted().SingleAsync());
        Assert.Null(row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Equal(ActorKind.Unknown, (await row.Transitions().SingleAsync()).ActorKind);
    }

    [Fact]
    public async Task Blocks_can_be_configured_before_the_provider()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var options = new DbContextOptionsBuilder<DeskContext>();
        options.UseSoftDelete().UseVersioning().UseTransitions();
        app.Connect(options);
        await using var db = new DeskContext(options.Options);
        await using var transaction = await db.Database.BeginTransactionAsync();

        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();
        await transaction.CreateSavepointAsync("one");
        db.Entry(ticket).Fire(TicketTrigger.Open);
        await db.SaveChangesAsync();
        await transaction.RollbackToSavepointAsync("one");
        await transaction.CommitAsync();

        Assert.Equal([0], await db.Entry(ticket).Transitions().Select(row => row.Sequence).ToListAsync());
    }

    [Fact]
    public async Task A_compiled_or_external_model_throws_with_the_remedy()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var plain = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(plain);
        await using var foreign = new DeskContext(plain.Options);
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        options.UseModel(foreign.Model).UseVersioning();
        await using var db = new DeskContext(options.Options);
        db.Add(new Plain());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("Remove the compiled model", error.Message, StringComparison.Ordinal);
    }

    private static Task<int> SaveAsync(DbContext db, bool async) => async ? db.SaveChangesAsync() : Task.Run(() => db.SaveChanges());
}

public sealed class SavePipelineSqliteTests(SqliteDatabase database) : SavePipelineTests<SqliteDatabase>(database);

public sealed class SavePipelinePostgresTests(PostgresDatabase database) : SavePipelineTests<PostgresDatabase>(database);
