using System.Globalization;

namespace Integrity.Toolkit.Benchmarks.Harness;

/// <summary>
/// Takes turns between the benchmarks of a group, round after round, and compares within each round: on a machine that is
/// not quiet, what disturbs one disturbs the next one as well, and small ratios still show.
/// </summary>
public static class PairedRun
{
    /// <summary>Until the runtime has compiled all of a save for good, which takes it dozens of saves of 1,000 entities.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measurement = TimeSpan.FromMilliseconds(20);

    public static int Run(TextWriter output, string? filter, int rounds)
    {
        output.WriteLine("| class | group | benchmark | median | ratio: median (quartiles) | allocated | over baseline |");
        output.WriteLine("|---|---|---|---:|---:|---:|---:|");
        foreach (var type in Candidate.All(name => filter is null || name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .GroupBy(benchmark => benchmark.Descriptor.Type))
        {
            foreach (var group in type.GroupBy(
                benchmark => $"{string.Concat(benchmark.Descriptor.Categories)} {benchmark.Parameters.DisplayInfo}"))
            {
                var cases = group.Select(benchmark => new Candidate(benchmark)).ToList();
                cases.ForEach(item => item.WarmUp(WarmUp, Measurement));
                Report(output, type.Key.Name, cases, Measure(cases, rounds));
                cases.ForEach(item => item.Dispose());
            }
        }

        return 0;
    }

    private static List<(double Nanoseconds, double Bytes)>[] Measure(List<Candidate> cases, int rounds)
    {
        var measured = cases.Select(_ => new List<(double, double)>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++)
            {
                // Each round begins with another one, so that none always has the same neighbour.
                var turn = (round + i) % cases.Count;
                measured[turn].Add(cases[turn].Measure());
            }
        }

        return measured;
    }

    private static void Report(
        TextWriter output, string type, List<Candidate> cases, List<(double Nanoseconds, double Bytes)>[] measured)
    {
        var baseline = measured[cases.FindIndex(item => item.IsBaseline)];
        for (var i = 0; i < cases.Count; i++)
        {
            var ratios = measured[i].Zip(baseline, (own, other) => own.Nanoseconds / other.Nanoseconds).Order().ToList();
            var bytes = Median(measured[i].Select(item => item.Bytes));
            var over = bytes - Median(baseline.Select(item => item.Bytes));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {type} | {cases[i].Group} | {cases[i].Name} | {Time(Median(measured[i].Select(item => item.Nanoseconds)))} "
                + $"| {ratios[ratios.Count / 2]:F3} ({ratios[ratios.Count / 4]:F3} to {ratios[ratios.Count * 3 / 4]:F3}) "
                + $"| {bytes:N0} B | {over:+#,0;-#,0;0} B |"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F2} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F2} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F2} ms"),
    };
}
