using System.Diagnostics;

namespace Integrity.Toolkit.Benchmarks.Harness;

/// <summary>Runs every benchmark twice, with the smallest parameters: proves that they work, and measures nothing.</summary>
public static class SmokeRun
{
    public static int Run(TextWriter output, string? filter)
    {
        var benchmarks = Candidate.All(name => filter is null || name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .GroupBy(benchmark => (benchmark.Descriptor.Type, benchmark.Descriptor.WorkloadMethod))
            .Select(same => same.First());
        foreach (var benchmark in benchmarks)
        {
            var start = Stopwatch.GetTimestamp();
            using var run = new Candidate(benchmark);
            run.Measure();
            run.Measure();
            output.WriteLine(
                $"{benchmark.Descriptor.Type.Name}.{run.Name}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        }

        return 0;
    }
}
