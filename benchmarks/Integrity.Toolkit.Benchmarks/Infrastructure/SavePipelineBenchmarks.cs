using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Infrastructure;

/// <summary>
/// Inserts of a type that nothing is registered for, in a model in which another type has every block.
/// </summary>
[WarmupCount(15)]
public class SavePipelineBenchmarks
{
    private DeskDatabase _database = null!;
    private DbContext _context = null!;

    [Params(1_000, 10_000, 100_000)]
    public int Entities { get; set; }

    [GlobalSetup(Targets = [nameof(Bare), nameof(Toolkit)])]
    public void SetUpAlone() => _database = DeskDatabase.InMemory();

    [GlobalSetup(Targets = [nameof(BareBesideInterceptor), nameof(ToolkitBesideInterceptor)])]
    public void SetUpAccompanied() => _database = DeskDatabase.InMemory(accompanied: true);

    [IterationSetup(Targets = [nameof(Bare), nameof(BareBesideInterceptor)])]
    public void AddToBare() => Add(toolkit: false);

    [IterationSetup(Targets = [nameof(Toolkit), nameof(ToolkitBesideInterceptor)])]
    public void AddToToolkit() => Add(toolkit: true);

    [IterationCleanup]
    public void Forget() => _context.Dispose();

    [GlobalCleanup]
    public void CleanUp() => _database.Dispose();

    [Benchmark(Baseline = true)]
    public int Bare() => _context.SaveChanges();

    [Benchmark]
    public int Toolkit() => _context.SaveChanges();

    [Benchmark]
    public int BareBesideInterceptor() => _context.SaveChanges();

    [Benchmark]
    public int ToolkitBesideInterceptor() => _context.SaveChanges();

    private void Add(bool toolkit)
    {
        _context = _database.Create(toolkit).Open(toolkit);

        // The first save of a context makes its services; OneEntityBenchmarks shows what that costs. Two rows, for one row
        // needs no transaction.
        _context.AddRange(new Plain(), new Plain());
        _context.SaveChanges();
        _context.ChangeTracker.Clear();
        _database.Run("DELETE FROM \"Plains\"");
        for (var i = 1; i <= Entities; i++)
        {
            _context.Add(new Plain { Priority = i });
        }
    }
}
