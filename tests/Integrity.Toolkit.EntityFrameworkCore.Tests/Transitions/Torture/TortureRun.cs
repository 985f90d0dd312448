using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>A hundred rows, and many concurrent workers that change them.</summary>
internal sealed class TortureRun
{
    public const int Jobs = 100;

    public const int Hands = 7;

    private const int Workers = 16;

    private readonly DbContextOptions<TortureContext> _options;
    private readonly TortureEnforcement _hold;

    private TortureRun(Action<DbContextOptionsBuilder> connect, TortureEnforcement hold)
    {
        _hold = hold;
        var builder = new DbContextOptionsBuilder<TortureContext>();
        connect(builder);
        var connection = builder.Options.Extensions.OfType<RelationalOptionsExtension>().Single().ConnectionString!;
        _ = builder.Options.Extensions.Any(extension => extension.GetType().Name.StartsWith("Npgsql", StringComparison.Ordinal))
            ? builder.UseNpgsql(
                // A waiting connection blocks the others, and by default a deadlock is detected only after a second.
                new NpgsqlConnectionStringBuilder(connection)
                {
                    MaxPoolSize = Workers + 2,
                    Options = "-c deadlock_timeout=20ms",
                }.ConnectionString,
                postgres => postgres.ExecutionStrategy(parts => new TortureStrategy(parts, Tally)))
            : builder.UseSqlite(connection, sqlite => sqlite.ExecutionStrategy(parts => new TortureStrategy(parts, Tally)))
                .AddInterceptors(new BusyTimeoutInterceptor());
        _options = builder.Options;
    }

    public TortureResult Tally { get; } = new();

    public static async Task<TortureRun> BeginAsync(Database database, TortureEnforcement hold, CancellationToken cancellationToken)
    {
        var torture = new TortureRun(await database.CreateOnDiskAsync(), hold);
        await using var db = torture.Open();
        await db.Database.EnsureCreatedAsync(cancellationToken);
        db.AddRange(Enumerable.Range(0, Hands).Select(id => new JobOwner { Id = id }));
        db.AddRange(Enumerable.Range(0, Jobs).Select(id => new Job { Id = id, HandId = id % Hands }));
        await db.SaveChangesAsync(cancellationToken);
        return torture;
    }

    public async Task RunAsync(int attempts, int seed, CancellationToken cancellationToken)
        => await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(
            () => new TortureWorker(Open, Tally, seed + worker).RunAsync(attempts / Workers, cancellationToken),
            cancellationToken)));

    public TortureContext Open() => new(_options, _hold);

    /// <summary>Asserts that the histories of all jobs are complete and end with the status.</summary>
    public async Task<int> AssertUnbrokenAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        var rows = 0;
        foreach (var job in await db.Jobs.ToListAsync(cancellationToken))
        {
            var history = await db.Entry(job).Transitions().ToListAsync(cancellationToken);
            HistoryQueries.AssertUnbroken(history, job.Status.ToString());
            Assert.Equal(history[^1].Sequence, db.Entry(job).Property<int?>("StatusSequence").CurrentValue);
            Assert.All(history, row => Assert.False(row.OffTable));
            rows += history.Count;
        }

        return rows;
    }
}
