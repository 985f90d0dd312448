using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Retries after a transient failure. SQLite has no retrying execution strategy.</summary>
public abstract class TransitionRetryTests(PostgresDatabase database)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retrying_a_save_adds_one_history_entry(bool asynchronous)
    {
        await using var app = await RetryingAsync();
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);

        app.Sql.FailNextWrite = Transient();
        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Null(app.Sql.FailNextWrite);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Retrying_an_insert_adds_one_history()
    {
        await using var app = await RetryingAsync();
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        app.Sql.FailNextWrite = Transient();
        await db.SaveChangesAsync();

        Assert.Equal("New", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task Retrying_a_block_on_the_same_context_adds_one_history_entry()
    {
        await using var app = await RetryingAsync();
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            if (attempts++ == 0)
            {
                throw Transient();
            }

            await transaction.CommitAsync();
        });
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal(2, attempts);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Retrying_a_block_with_new_entities_adds_one_history_each()
    {
        await using var app = await RetryingAsync();
        await using var db = app.Open();
        Ticket[] tickets = [new(), new()];
        db.AddRange(tickets);
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            if (attempts++ == 0)
            {
                throw Transient();
            }

            await transaction.CommitAsync();
        });
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal(("New", "New"), (await app.StatesAsync(tickets[0].Id), await app.StatesAsync(tickets[1].Id)));
        Assert.Equal(2, await db.TransitionsOf<Ticket>().CountAsync());
    }

    [Fact]
    public async Task A_block_that_fails_inside_its_save_adds_one_history_entry()
    {
        await using var app = await RetryingAsync();
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);
        app.Sql.FailNextWrite = Transient();

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_block_that_loads_and_fires_in_each_attempt_adds_one_history_entry()
    {
        await using var app = await RetryingAsync();
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Entry(await db.Tickets.SingleAsync()).Fire(Open);
            await db.SaveChangesAsync();
            if (attempts++ == 0)
            {
                throw Transient();
            }

            await transaction.CommitAsync();
        });

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    private static NpgsqlException Transient() => new("The line went dead.", new IOException());

    private Task<TestApplication> RetryingAsync()
        => TestApplication.CreateAsync(database, options: o => new NpgsqlDbContextOptionsBuilder(o).EnableRetryOnFailure());
}

public sealed class TransitionRetryPostgresTests(PostgresDatabase database) : TransitionRetryTests(database), IClassFixture<PostgresDatabase>;

public sealed class TransitionRetryPostgresLedgerTests(PostgresLedgerDatabase database)
    : TransitionRetryTests(database), IClassFixture<PostgresLedgerDatabase>;
