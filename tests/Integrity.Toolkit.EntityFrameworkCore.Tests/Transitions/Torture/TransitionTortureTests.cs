using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>Many concurrent workers on few rows, with enforcement by the database.</summary>
public abstract class TransitionTortureTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const int Attempts = 20_000;

    [Theory]
    [InlineData(TortureEnforcement.Guard)]
    [InlineData(TortureEnforcement.Ledger)]
    public async Task After_concurrent_transitions_of_the_same_rows_all_histories_and_counters_are_correct(TortureEnforcement hold)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seed = Random.Shared.Next();
        var torture = await TortureRun.BeginAsync(database, hold, cancellation);
        var tally = torture.Tally;

        await torture.RunAsync(Attempts, seed, cancellation);

        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {tally}.");
        Assert.DoesNotContain(tally.Unexpected, TortureResult.IsTransient);
        Assert.Empty(tally.Unexpected);
        Assert.Equal(Attempts, tally.Attempts);
        Assert.InRange(tally.Moved, Attempts / 4, Attempts);
        Assert.Equal(TortureRun.Jobs + tally.Moved, await torture.AssertUnbrokenAsync(cancellation));
        await using var db = torture.Open();
        var report = await db.CheckHistoryAsync<Job>(cancellationToken: cancellation);
        Assert.Empty(report.Inconsistencies);
        Assert.Equal((TortureRun.Jobs, TortureRun.Jobs + tally.Moved, 0), (report.Entities, report.Rows, report.OffTable));
        Assert.All(
            await db.Hands.Select(hand => new
            {
                hand.Id,
                hand.Load,
                Jobs = db.Jobs.Count(job => job.HandId == hand.Id
                    && (job.Status == JobStatus.Active || job.Status == JobStatus.InReview)),
            }).ToListAsync(cancellation),
            hand => Assert.Equal(hand.Jobs, hand.Load));
    }
}

public sealed class TransitionTortureSqliteTests(SqliteDatabase database) : TransitionTortureTests<SqliteDatabase>(database);

public sealed class TransitionTorturePostgresTests(PostgresDatabase database) : TransitionTortureTests<PostgresDatabase>(database);
