using BenchmarkDotNet.Running;
using Integrity.Toolkit.Benchmarks.Harness;

if (args is ["--smoke", .. var chosen])
{
    return SmokeRun.Run(Console.Out, chosen.ElementAtOrDefault(0));
}

if (args is ["--pairs", .. var rest])
{
    return PairedRun.Run(
        Console.Out,
        filter: rest.ElementAtOrDefault(0),
        rounds: rest.ElementAtOrDefault(1) is { } rounds ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : 40);
}

BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfig).Assembly).Run(args, new BenchmarkConfig());
return 0;
