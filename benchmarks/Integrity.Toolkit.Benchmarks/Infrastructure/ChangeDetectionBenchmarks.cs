using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Infrastructure;

/// <summary>
/// One modified entity among 10,000 tracked and unchanged ones, so that what is measured is nearly all change detection:
/// as the only save interceptor the toolkit adds no pass, beside another one it adds one.
/// </summary>
public class ChangeDetectionBenchmarks
{
    private const int Tracked = 10_000;

    private DeskDatabase _database = null!;
    private DbContext _context = null!;
    private Plain _plain = null!;

    [GlobalSetup(Target = nameof(Bare))]
    public void SetUpBare() => SetUp(toolkit: false, accompanied: false);

    [GlobalSetup(Target = nameof(Toolkit))]
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

    [Benchmark(Baseline = true)]
    public int Bare() => Update();

    [Benchmark]
    public int Toolkit() => Update();

    [Benchmark]
    public int BareBesideInterceptor() => Update();

    [Benchmark]
    public int ToolkitBesideInterceptor() => Update();

    private int Update()
    {
        _plain.Priority++;
        return _context.SaveChanges();
    }

    private void SetUp(bool toolkit, bool accompanied)
    {
        _database = DeskDatabase.InMemory(accompanied).Create(toolkit);
        _context = _database.Open(toolkit);
        _context.AddRange(Enumerable.Range(0, Tracked).Select(_ => new Plain()));
        _context.SaveChanges();
        _plain = _context.Set<Plain>().Local.First();
    }
}
