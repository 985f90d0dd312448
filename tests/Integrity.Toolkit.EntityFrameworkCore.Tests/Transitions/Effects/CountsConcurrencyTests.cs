using System.Data.Common;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Concurrent changes of counts, in every way.</summary>
public abstract class CountsConcurrencyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const int Workers = 4;
    private const int Jobs = 20;
    private const int Hands = 4;
    private const int Transitions = 1000;

    private int _moved;

    [Fact]
    public async Task After_a_thousand_random_concurrent_transitions_every_counter_is_correct()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var workers = new List<int>();
        for (var i = 0; i < Workers; i++)
        {
            workers.Add(await app.WorkerAsync());
        }

        for (var i = 0; i < Jobs; i++)
        {
            await app.JobAsync(workers[i % Workers], New);
        }

        await Task.WhenAll(Enumerable.Range(0, Hands).Select(seed => Task.Run(() => RunAsync(app, workers, new Random(seed)))));

        Assert.True(_moved >= Transitions);
        Assert.NotEqual(0, (await app.WorkloadsAsync()).Sum());
    }

    private async Task RunAsync(TestApplication app, List<int> workers, Random random)
    {
        while (Volatile.Read(ref _moved) < Transitions)
        {
            await using var db = Apart(app);
            try
            {
                Interlocked.Add(ref _moved, await MoveAsync(db, workers, random));
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or IntegrityException)
            {
                // A concurrent change, or a transition that the table does not permit: nothing is saved. A deadlock must not
                // occur.
                Assert.DoesNotContain("40P01", failure.ToString(), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<int> MoveAsync(DbContext db, List<int> workers, Random random)
    {
        if (random.Next(20) == 0)
        {
            var worker = workers[random.Next(Workers)];
            return (await db.Set<Job>().Where(row => row.WorkerId == worker).ExecuteFireAsync(random.Next(2) == 0 ? Wait : Continue,
                new SetBasedTransitionOptions { InvalidRows = InvalidRowBehavior.Skip })).Transitioned;
        }

        var skipped = random.Next(Jobs);
        var job = await db.Set<Job>().IgnoreQueryFilters().OrderBy(row => row.Id).Skip(skipped).FirstAsync();
        var moved = 0;
        switch (random.Next(8))
        {
            case 0:
                job.WorkerId = random.Next(Workers + 1) is var some && some < Workers ? workers[some] : null;
                break;
            case 1:
                db.Remove(job);
                break;
            case 2:
                await db.RestoreAsync(job);
                break;
            case 3:
                db.ChangeTracker.Clear();
                db.Update(new Job { Id = job.Id, Status = job.Status, WorkerId = workers[random.Next(Workers)] });
                break;
            default:
                JobTrigger[] triggers = [Start, Wait, Continue, Assign, Finish, Reopen];
                var entry = db.Entry(job);
                moved += entry.TryFire(triggers[random.Next(triggers.Length)]).IsAllowed ? 1 : 0;
                moved += entry.TryFire(triggers[random.Next(triggers.Length)]).IsAllowed ? 1 : 0;
                break;
        }

        await db.SaveChangesAsync();
        return moved;
    }

    /// <summary>Creates a context that shares nothing with those of other threads, not even the SQL recorder.</summary>
    private static DeskContext Apart(TestApplication app)
    {
        var options = new DbContextOptionsBuilder();
        app.Connect(options);
        options.UseTransitions().UseSoftDelete().UseVersioning().UseConstraints();
        return new DeskContext(options.Options, EffectsApplication.Model);
    }
}

public sealed class CountsConcurrencySqliteTests(SqliteDatabase database) : CountsConcurrencyTests<SqliteDatabase>(database);

public sealed class CountsConcurrencyPostgresTests(PostgresDatabase database) : CountsConcurrencyTests<PostgresDatabase>(database);
