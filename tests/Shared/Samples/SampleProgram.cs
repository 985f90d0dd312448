using System.Diagnostics;

namespace Samples.Tests;

/// <summary>A sample as a separate process.</summary>
internal static class SampleProgram
{
    /// <summary>Runs a program from the output folder of the tests until it exits.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string name, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CASEWORK_DATABASE");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
