using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;

namespace Integrity.Toolkit.Benchmarks.Harness;

/// <summary>A benchmark that is run without BenchmarkDotNet, in an instance of its own.</summary>
public sealed class Candidate : IDisposable
{
    private readonly object _instance;
    private readonly Descriptor _about;
    private readonly Func<int> _workload;

    public Candidate(BenchmarkCase benchmark)
    {
        _about = benchmark.Descriptor;
        _instance = Activator.CreateInstance(_about.Type)!;
        foreach (var parameter in benchmark.Parameters.Items)
        {
            _about.Type.GetProperty(parameter.Name)!.SetValue(_instance, parameter.Value);
        }

        Group = string.Join(
            ", ",
            _about.Categories.Concat(benchmark.Parameters.Items.Select(item => $"{item.Name} = {item.Value:N0}")));
        _workload = _about.WorkloadMethod.CreateDelegate<Func<int>>(_instance);
        Call(_about.GlobalSetupMethod);
    }

    public string Name => _about.WorkloadMethod.Name;

    public string Group { get; }

    public bool IsBaseline => _about.Baseline;

    /// <summary>How often the benchmark is called for one measurement.</summary>
    public int Calls { get; set; } = 1;

    public static IEnumerable<BenchmarkCase> All(Func<string, bool> wanted)
        => typeof(Candidate).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.Name.EndsWith("Benchmarks", StringComparison.Ordinal) && wanted(type.Name))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases);

    /// <summary>Nanoseconds and bytes of one operation.</summary>
    public (double Nanoseconds, double Bytes) Measure()
    {
        Call(_about.IterationSetupMethod);
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            _workload();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Call(_about.IterationCleanupMethod);
        var operations = (double)Calls * _about.OperationsPerInvoke;
        return (elapsed.TotalNanoseconds / operations, bytes / operations);
    }

    /// <summary>Runs until it is as fast as it gets, and then says how many calls make a measurement of some length.</summary>
    public void WarmUp(TimeSpan atLeast, TimeSpan measurement)
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            var (nanoseconds, _) = Measure();
            if (_about.IterationSetupMethod is null)
            {
                var call = nanoseconds * _about.OperationsPerInvoke;
                Calls = (int)Math.Clamp(measurement.TotalNanoseconds / call, 1, 50_000_000);
            }
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast);
    }

    public void Dispose() => Call(_about.GlobalCleanupMethod);

    private void Call(MethodInfo? method) => method?.Invoke(_instance, null);
}
