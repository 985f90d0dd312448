using System.Diagnostics;

namespace Casework.Tests.Browser;

/// <summary>The host as a separate process, with an address that a browser can open.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly Process _process;

    private RunningHost(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<RunningHost> StartAsync(string connectionString)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Casework.dll"), "--database", connectionString, "--urls",
                "http://127.0.0.1:0",
            ])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(CancellationToken.None);
        if (line?.StartsWith("Casework on ", StringComparison.Ordinal) != true)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The host does not listen: {line}");
        }

        // "Casework on http://127.0.0.1:40123 (Sqlite)". The remaining output is discarded, so that the pipe does not fill
        // up.
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new RunningHost(process, new Uri(line.Split(' ')[2]));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
