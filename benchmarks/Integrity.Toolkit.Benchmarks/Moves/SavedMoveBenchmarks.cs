using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Guards;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>
/// Rows that are loaded, moved and saved with their history: by plain EF Core that writes the same history rows, and by the
/// toolkit, on a database that looks on or not. Each save makes one more history row for each row.
/// </summary>
public partial class SavedMoveBenchmarks
{
    private MovesDatabase _database = null!;
    private MovesContext _context = null!;
    private List<MovedRow> _rows = null!;

    public static IEnumerable<string> Databases => MovesDatabase.Kinds;

    [Params(1, 1_000)]
    public int Moves { get; set; }

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "SQLite";

    [GlobalSetup(Target = nameof(ByHand))]
    public void CreateByHand() => _database = MovesDatabase.Create(Database, Keeping.ByHand, Moves, "saved");

    [GlobalSetup(Target = nameof(Toolkit))]
    public void CreateToolkit() => _database = MovesDatabase.Create(Database, Keeping.Toolkit, Moves, "saved");

    [GlobalSetup(Target = nameof(Guard))]
    public void CreateGuard() => _database = MovesDatabase.Create(Database, Keeping.Guard, Moves, "saved");

    [GlobalSetup(Target = nameof(Ledger))]
    public void CreateLedger() => _database = MovesDatabase.Create(Database, Keeping.Ledger, Moves, "saved");

    [IterationSetup]
    public void Load()
    {
        _context = _database.Open();
        _rows = [.. _context.Rows];
    }

    [IterationCleanup]
    public void Check()
    {
        var sequence = _rows[0].StatusSequence;
        if (_rows.Any(row => row.StatusSequence != sequence) || sequence < 1)
        {
            throw new InvalidOperationException("Not all rows were moved.");
        }

        _context.Dispose();
        _database.Vacuum();
    }

    [GlobalCleanup]
    public void Close() => _database.Dispose();

    [Benchmark(Baseline = true)]
    public int ByHand()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var row in _rows)
        {
            var from = row.Status;
            row.Status = Next(from);
            Record(row, from, now);
        }

        return _context.SaveChanges();
    }

    [Benchmark]
    public int Toolkit() => Move();

    [Benchmark]
    public int Guard() => Move();

    [Benchmark]
    public int Ledger() => Move();

    private static RowStatus Next(RowStatus status) => status == RowStatus.Opened ? RowStatus.Waiting : RowStatus.Opened;

    private void Record(MovedRow row, RowStatus from, DateTime now)
    {
        row.StatusSequence++;
        _context.Add(new MovedRowHistory
        {
            MovedRowId = row.Id,
            Sequence = row.StatusSequence!.Value,
            FromState = from,
            ToState = row.Status,
            Origin = TransitionOrigin.Assigned,
            ActorKind = ActorKind.Unknown,
            OccurredAt = now,
            TableHash = MovesContext.Flow.Hash,
        });
    }

    private int Move()
    {
        foreach (var row in _rows)
        {
            row.Status = Next(row.Status);
        }

        return _context.SaveChanges();
    }
}
