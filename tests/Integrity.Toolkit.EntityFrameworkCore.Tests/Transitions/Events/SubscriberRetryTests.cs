using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Integrity.Toolkit.Tests.Transitions.Events;

/// <summary>Retries after a transient failure. SQLite has no retrying execution strategy.</summary>
public sealed class SubscriberRetryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly EventRecorder _events = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retried_save_notifies_once_and_adds_its_rows_once(bool asynchronous)
    {
        await using var app = await RetryingAsync();
        await using var db = app.Open();
        db.Add(new Ticket { Id = 1 });
        app.Sql.FailNextWrite = new NpgsqlException("The line went dead.", new IOException());

        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal(["recording Ticket 1 #0 ->New", "committed Ticket 1 #0 ->New"], _events.Calls);
        Assert.Single(await db.Notes.ToListAsync());
    }

    [Fact]
    public async Task A_retried_block_notifies_again_and_discards_the_first_attempt()
    {
        await using var app = await RetryingAsync();
        await using var db = app.Open();
        db.Add(new Ticket { Id = 1 });
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            if (attempts++ == 0)
            {
                throw new NpgsqlException("The line went dead.", new IOException());
            }

            await transaction.CommitAsync();
        });
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal(
            [
                "recording Ticket 1 #0 ->New",
                "discarded Ticket 1 #0 ->New",
                "recording Ticket 1 #0 ->New",
                "committed Ticket 1 #0 ->New",
            ],
            _events.Calls);
        Assert.Single(await db.Notes.ToListAsync());
    }

    private Task<TestApplication> RetryingAsync()
    {
        _events.Recording = recorded => recorded.Context.Add(new Note { Text = "told" });
        return TestApplication.CreateAsync(
            database,
            options: o => new NpgsqlDbContextOptionsBuilder(o).EnableRetryOnFailure(),
            integrity: integrity => integrity.Services.AddSingleton(_events),
            blocks: blocks => blocks.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()));
    }
}
