using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Integrity.Toolkit.Benchmarks.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Infrastructure;

/// <summary>
/// One insert of a type that nothing is registered for: the fixed cost of a save, and of a context with one save.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class OneEntityBenchmarks
{
    private DeskDatabase _database = null!;
    private DbContext _context = null!;

    [GlobalSetup(Targets = [nameof(Bare), nameof(BareNewContext)])]
    public void SetUpBare() => SetUp(toolkit: false, accompanied: false);

    [GlobalSetup(Targets = [nameof(Toolkit), nameof(ToolkitNewContext)])]
    public void SetUpToolkit() => SetUp(toolkit: true, accompanied: false);

    [GlobalSetup(Target = nameof(BareBesideInterceptor))]
    public void SetUpBareAccompanied() => SetUp(toolkit: false, accompanied: true);

    [GlobalSetup(Target = nameof(ToolkitBesideInterceptor))]
    public void SetUpToolkitAccompanied() => SetUp(toolkit: true, accompanied: true);

    [GlobalCleanup]
    public void CleanUp()
    {
        _context.Dispose();
        _database.Dispose();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("a save")]
    public int Bare() => Insert(_context);

    [Benchmark, BenchmarkCategory("a save")]
    public int Toolkit() => Insert(_context);

    [Benchmark, BenchmarkCategory("a save")]
    public int BareBesideInterceptor() => Insert(_context);

    [Benchmark, BenchmarkCategory("a save")]
    public int ToolkitBesideInterceptor() => Insert(_context);

    [Benchmark(Baseline = true), BenchmarkCategory("a context with one save")]
    public int BareNewContext()
    {
        using var context = _database.Hand();
        return Insert(context);
    }

    [Benchmark, BenchmarkCategory("a context with one save")]
    public int ToolkitNewContext()
    {
        using var context = _database.Toolkit();
        return Insert(context);
    }

    private static int Insert(DbContext context)
    {
        context.Add(new Plain());
        var rows = context.SaveChanges();
        context.ChangeTracker.Clear();
        return rows;
    }

    private void SetUp(bool toolkit, bool accompanied)
    {
        _database = DeskDatabase.InMemory(accompanied).Create(toolkit);
        _context = _database.Open(toolkit);
    }
}
