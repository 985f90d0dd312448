using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Infrastructure;

public abstract class SavePipelineTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    [Fact]
    public async Task A_save_with_nothing_to_save_does_nothing()
    {
        await using var world = await World.CreateAsync(database);
        await using var db = world.Open();

        var rows = await db.SaveChangesAsync();

        Assert.Equal(0, rows);
        Assert.Empty(world.Sql.Commands);
        Assert.Empty(world.Committed);
    }

    [Fact]
    public async Task A_type_that_knows_no_block_is_saved_as_without_the_toolkit()
    {
        await using var world = await World.CreateAsync(database);
        await using var db = world.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Single(world.Sql.Writes);
        Assert.Empty(world.Committed);
    }

    [Fact]
    public async Task One_row_is_updated_by_one_command()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        (await db.Tickets.SingleAsync()).Title = "new";

        await db.SaveChangesAsync();

        Assert.Single(world.Sql.Writes);
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task Sync_and_async_saves_do_the_same()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
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
    public async Task All_that_is_refused_in_a_save_comes_in_one_exception_and_nothing_is_written()
    {
        await using var world = await World.CreateAsync(database);
        await using var db = world.Open();
        db.Add(new Ticket { Status = TicketStatus.Closed });
        db.Add(new Ticket { Status = TicketStatus.Resolved });
        db.Add(new Ticket());

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["transition.not-initial", "transition.not-initial"], refused.Refusals.Select(r => r.Code));
        Assert.Empty(world.Sql.Writes);
        Assert.Equal(3, db.ChangeTracker.Entries<Ticket>().Count(entry => entry.State == EntityState.Added));
        Assert.Empty(db.ChangeTracker.Entries<TransitionRecord>());
    }

    [Fact]
    public async Task After_a_refusal_the_entities_are_as_before_and_can_be_saved_once_corrected()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var tickets = await db.Tickets.OrderBy(ticket => ticket.Id).ToListAsync();
        db.Remove(tickets[0]);
        tickets[1].Status = TicketStatus.Resolved;

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        var state = db.Entry(tickets[0]).State;
        tickets[1].Status = TicketStatus.Opened;
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Deleted, state);
        Assert.Equal((2, 2), (tickets[0].Version, tickets[1].Version));
        Assert.Single(await world.Open().Tickets.ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_save_leaves_the_entities_as_before_and_can_be_repeated(bool async)
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        world.Sql.FailNextWrite = Broken;

        Assert.Same(Broken, (await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(db, async))).GetBaseException());
        var version = ticket.Version;
        var rows = db.ChangeTracker.Entries<TransitionRecord>().Count();
        await SaveAsync(db, async);

        Assert.Equal((1, 0), (version, rows));
        Assert.Equal(2, ticket.Version);
        Assert.Equal([0, 1], await db.Entry(ticket).Transitions().Select(row => row.Sequence).ToListAsync());
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task A_cancelled_save_leaves_the_entities_as_before_and_can_be_repeated()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        using var cancellation = new CancellationTokenSource();
        world.Sql.OnWrite = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));
        var state = db.Entry(ticket).State;
        world.Sql.OnWrite = null;
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Deleted, state);
        Assert.Equal(2, ticket.Version);
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task A_save_that_another_interceptor_suppresses_leaves_the_entities_as_before()
    {
        var suppressor = new Suppressor();
        await using var world = await World.CreateAsync(database, options: o => o.AddInterceptors(suppressor));
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);

        suppressor.Active = true;
        var rows = await db.SaveChangesAsync();
        var phantoms = db.ChangeTracker.Entries<TransitionRecord>().Count();
        var version = ticket.Version;
        suppressor.Active = false;
        await db.SaveChangesAsync();

        Assert.Equal((42, 0, 1), (rows, phantoms, version));
        Assert.Equal(2, ticket.Version);
        Assert.Equal(2, await db.Entry(ticket).Transitions().CountAsync());
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task An_interceptor_that_throws_after_the_stages_ran_does_not_spoil_the_next_save()
    {
        var thrower = new Thrower();
        await using var world = await World.CreateAsync(database, options: o => o.AddInterceptors(thrower));
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);

        thrower.Active = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        thrower.Active = false;
        await db.SaveChangesAsync();

        Assert.Equal(2, ticket.Version);
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task What_a_handler_of_the_saving_event_changes_is_held_too()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.SavingChanges += (_, _) => ticket.Title = "early";

        await db.SaveChangesAsync();

        Assert.Equal(("early", 2), (ticket.Title, ticket.Version));
    }

    [Fact]
    public async Task A_change_that_another_interceptor_makes_after_the_stages_moves_the_version_too()
    {
        await using var world = await World.CreateAsync(
            database, options: o => o.AddInterceptors(new Late(db => db.Tickets.Local.Single().Title = "late")));
        await world.SaveAsync(new Plain());
        await SeedAsync(world);
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();

        await db.SaveChangesAsync();

        await using var later = world.Open();
        Assert.Equal(("late", 2), (ticket.Title, (await later.Tickets.AsNoTracking().SingleAsync()).Version));
    }

    [Fact]
    public async Task A_removal_by_another_interceptor_after_the_stages_is_refused_not_executed()
    {
        await using var world = await World.CreateAsync(
            database, options: o => o.AddInterceptors(new Late(db => db.Remove(db.Tickets.Local.Single()))));
        await SeedAsync(world);
        await using var db = world.Open();
        await db.Tickets.SingleAsync();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("soft-delete.late", Assert.Single(refused.Refusals).Code);
        Assert.Single(await world.Open().Tickets.ToListAsync());
    }

    [Fact]
    public async Task A_move_by_another_interceptor_after_the_stages_is_refused_not_lost_from_history()
    {
        await using var world = await World.CreateAsync(database, options: o => o.AddInterceptors(
            new Late(db => db.Tickets.Local.Single().Status = TicketStatus.Opened)));
        await SeedAsync(world);
        await using var db = world.Open();
        await db.Tickets.SingleAsync();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("transition.late", Assert.Single(refused.Refusals).Code);
        Assert.Equal(TicketStatus.New, (await world.Open().Tickets.SingleAsync()).Status);
    }

    [Fact]
    public async Task After_a_concurrency_failure_changes_are_still_detected()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (var other = world.Open())
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
        Assert.Equal("mine again", (await world.Open().Tickets.SingleAsync()).Title);
        Assert.Equal(3, ticket.Version);
    }

    [Fact]
    public async Task Detection_that_the_user_switched_off_stays_off()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
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
    public async Task Saving_without_accepting_then_accepting_counts_once()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        ticket.Title = "next";
        await db.SaveChangesAsync();

        Assert.Equal(3, ticket.Version);
        Assert.Equal([0, 1], await db.Entry(ticket).Transitions().Select(row => row.Sequence).ToListAsync());
        Assert.Empty(db.ChangeTracker.Entries<TransitionRecord>());
    }

    [Fact]
    public async Task Saving_without_accepting_rolling_back_and_saving_again_counts_once()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        db.Add(new Note());

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.RollbackAsync();
        }

        world.Clock.UtcNow = world.Clock.UtcNow.AddMinutes(1);
        await db.SaveChangesAsync();

        await using var later = world.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal((2, TicketStatus.Opened), (row.Version, row.Status));
        Assert.Equal([0, 1], await later.Entry(row).Transitions().Select(record => record.Sequence).ToListAsync());
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task A_save_inside_the_users_own_retry_block_counts_once()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        var attempts = 0;

        for (var done = false; !done;)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            if (++attempts == 3)
            {
                await transaction.CommitAsync();
                done = true;
            }
        }

        db.ChangeTracker.AcceptAllChanges();
        Assert.Equal(2, ticket.Version);
        Assert.Equal(2, await db.Entry(ticket).Transitions().CountAsync());
        Assert.Single(world.Committed);
    }

    [Fact]
    public async Task A_context_built_by_hand_needs_no_services()
    {
        await using var world = await World.CreateAsync(database);
        var options = new DbContextOptionsBuilder<DeskContext>();
        world.Connect(options);
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
    public async Task The_blocks_may_be_switched_on_before_the_provider()
    {
        await using var world = await World.CreateAsync(database);
        var options = new DbContextOptionsBuilder<DeskContext>();
        options.UseSoftDelete().UseVersioning().UseTransitions();
        world.Connect(options);
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
    public async Task A_compiled_or_foreign_model_is_refused_with_the_remedy()
    {
        await using var world = await World.CreateAsync(database);
        var plain = new DbContextOptionsBuilder<DeskContext>();
        world.Connect(plain);
        await using var foreign = new DeskContext(plain.Options);
        var options = new DbContextOptionsBuilder<DeskContext>();
        world.Connect(options);
        options.UseModel(foreign.Model).UseVersioning();
        await using var db = new DeskContext(options.Options);
        db.Add(new Plain());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("Remove the compiled model", error.Message, StringComparison.Ordinal);
    }

    private static Task<int> SaveAsync(DbContext db, bool async) => async ? db.SaveChangesAsync() : Task.Run(() => db.SaveChanges());

    private static async Task SeedAsync(World world)
    {
        var options = new DbContextOptionsBuilder<DeskContext>();
        world.Connect(options);
        options.UseSoftDelete().UseVersioning().UseTransitions();
        await using var db = new DeskContext(options.Options);
        db.Add(new Ticket());
        await db.SaveChangesAsync();
    }

    private sealed class Suppressor : SaveChangesInterceptor
    {
        public bool Active { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(Active ? InterceptionResult<int>.SuppressWithResult(42) : result);
    }

    private sealed class Thrower : SaveChangesInterceptor
    {
        public bool Active { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => Active ? throw Broken : ValueTask.FromResult(result);
    }

    private sealed class Late(Action<DeskContext> act) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (((DeskContext)eventData.Context!).Tickets.Local.Count > 0)
            {
                act((DeskContext)eventData.Context!);
            }

            return ValueTask.FromResult(result);
        }
    }
}

public sealed class SavePipelineSqliteTests(SqliteDatabase database) : SavePipelineTests<SqliteDatabase>(database);

public sealed class SavePipelinePostgresTests(PostgresDatabase database) : SavePipelineTests<PostgresDatabase>(database);
