using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>One of many workers that fire random triggers on the same few rows.</summary>
internal sealed class TortureWorker(Func<TortureContext> open, TortureResult tally, int seed)
{
    private readonly Random _random = new(seed);

    public async Task RunAsync(int attempts, CancellationToken cancellationToken)
    {
        for (var left = attempts; left > 0 && tally.Unexpected.IsEmpty;)
        {
            var round = _random.Next();
            var count = Math.Min(left, 1 + (round % 3));
            left -= count;
            try
            {
                await PlayAsync(round, count, cancellationToken);
            }
            catch (IntegrityConflictException conflict) when (conflict.Violations.All(violation => violation.Code == "transition.conflict"))
            {
                tally.Conflict();
            }
            catch (Exception failure)
            {
                tally.Unexpected.Enqueue(failure);
            }
        }
    }

    private async Task PlayAsync(int round, int count, CancellationToken cancellationToken)
    {
        await using var outer = open();
        Enumerable.Range(0, count).ToList().ForEach(_ => tally.Attempt());
        var moved = 0;
        if (round % 4 == 0)
        {
            // Like an application with several saves in one transaction: each attempt starts with an empty context.
            await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var db = open();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                moved = await FireAsync(db, new Random(round), count, eachApart: true, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            });
        }
        else
        {
            moved = await FireAsync(outer, new Random(round), count, eachApart: false, cancellationToken);
        }

        tally.Move(moved);
    }

    private async Task<int> FireAsync(
        TortureContext db, Random random, int count, bool eachApart, CancellationToken cancellationToken)
    {
        var ids = Enumerable.Range(0, count).Select(_ => random.Next(TortureRun.Jobs)).Distinct().ToList();
        var jobs = await db.Jobs.Where(job => ids.Contains(job.Id)).ToListAsync(cancellationToken);
        var moved = 0;
        foreach (var job in jobs.OrderBy(_ => random.Next()))
        {
            moved += Fire(db, random, job) ? 1 : 0;
            if (eachApart)
            {
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return moved;
    }

    private bool Fire(TortureContext db, Random random, Job job)
    {
        var trigger = random.Next(5) > 0
            ? Any(random, Job.Flow.PermittedTriggers(job.Status))
            : Any(random, Enum.GetValues<JobTrigger>());
        if (!db.Entry(job).CanFire(trigger).IsAllowed)
        {
            tally.CreateViolation();
            return false;
        }

        if (trigger is JobTrigger.Take or JobTrigger.Reassign)
        {
            job.HandId = random.Next(TortureRun.Hands);
        }

        db.Entry(job).Fire(trigger);
        return true;
    }

    private static T Any<T>(Random random, IReadOnlyList<T> things) => things[random.Next(things.Count)];
}
