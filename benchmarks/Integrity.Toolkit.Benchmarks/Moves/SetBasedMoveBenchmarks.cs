using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Guards;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>
/// All rows of a table moved in the database with their history: by an INSERT and an UPDATE in one transaction that are
/// written by hand, on a database that looks on or not, and by the toolkit. Each run makes one more history row for each row.
/// </summary>
public class SetBasedMoveBenchmarks
{
    private MovesDatabase _database = null!;
    private RowStatus _to = RowStatus.New;

    public static IEnumerable<string> Databases => MovesDatabase.Kinds;

    [Params(1_000, 100_000)]
    public int Rows { get; set; }

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "SQLite";

    [GlobalSetup(Target = nameof(ByHand))]
    public void CreateByHand() => _database = MovesDatabase.Create(Database, Keeping.ByHand, Rows, "hand");

    [GlobalSetup(Target = nameof(ByHandUnderGuard))]
    public void CreateByHandUnderGuard() => _database = MovesDatabase.Create(Database, Keeping.Guard, Rows, "hand");

    [GlobalSetup(Target = nameof(ByHandUnderLedger))]
    public void CreateByHandUnderLedger() => _database = MovesDatabase.Create(Database, Keeping.Ledger, Rows, "hand");

    [GlobalSetup(Target = nameof(Toolkit))]
    public void CreateToolkit() => _database = MovesDatabase.Create(Database, Keeping.Toolkit, Rows, "all");

    [GlobalSetup(Target = nameof(ToolkitUnderGuard))]
    public void CreateToolkitUnderGuard() => _database = MovesDatabase.Create(Database, Keeping.Guard, Rows, "all");

    [GlobalSetup(Target = nameof(ToolkitUnderLedger))]
    public void CreateToolkitUnderLedger() => _database = MovesDatabase.Create(Database, Keeping.Ledger, Rows, "all");

    [IterationSetup]
    public void Turn() => _to = _to == RowStatus.Opened ? RowStatus.Waiting : RowStatus.Opened;

    [IterationCleanup]
    public void Vacuum() => _database.Vacuum();

    [GlobalCleanup]
    public void Close() => _database.Dispose();

    [Benchmark(Baseline = true)]
    public int ByHand() => MoveByHand();

    [Benchmark]
    public int ByHandUnderGuard() => MoveByHand();

    [Benchmark]
    public int ByHandUnderLedger() => MoveByHand();

    [Benchmark]
    public int Toolkit() => Move();

    [Benchmark]
    public int ToolkitUnderGuard() => Move();

    [Benchmark]
    public int ToolkitUnderLedger() => Move();

    private int MoveByHand()
    {
        using var context = _database.Open();
        using var transaction = context.Database.BeginTransaction();
        _database.Run(
            $"""
            INSERT INTO "{MovesContext.HistoryTable}" ("MovedRowId", "Sequence", "FromState", "ToState", "Origin", "OffTable",
                "ActorKind", "OccurredAt", "TableHash")
            SELECT "Id", "StatusSequence" + 1, "Status", '{_to}', 'SetBased', FALSE, 'Unknown', CURRENT_TIMESTAMP,
                '{MovesContext.Flow.Hash}'
            FROM "Rows"
            """);
        var moved = _database.Run($"""UPDATE "Rows" SET "Status" = '{_to}', "StatusSequence" = "StatusSequence" + 1""");
        transaction.Commit();
        return Checked(moved);
    }

    private int Move()
    {
        using var context = _database.Open();
        return Checked((int)context.Rows.ExecuteTransitionTo(_to).Transitioned);
    }

    private int Checked(int moved) => moved == Rows
        ? moved
        : throw new InvalidOperationException($"{moved} rows were moved, not {Rows}.");
}
