using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Integrity.Toolkit.Tests;

/// <summary>
/// A temporary PostgreSQL for the test process: created from the installed binaries, or specified by INTEGRITY_POSTGRES.
/// </summary>
public static class PostgresCluster
{
    private static readonly Lazy<Task<string?>> Started = new(StartAsync);

    /// <summary>The reason why there is no PostgreSQL, after <see cref="ConnectionStringAsync"/> has returned null.</summary>
    public static string WhyMissing { get; private set; } = "PostgreSQL was not requested yet.";

    /// <summary>Returns a connection string without a database, or null if no PostgreSQL can be started.</summary>
    public static Task<string?> ConnectionStringAsync() => Started.Value;

    private static async Task<string?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("INTEGRITY_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        if (FindBinaries() is not { } binaries)
        {
            WhyMissing = "PostgreSQL is not installed (no initdb found) and INTEGRITY_POSTGRES is not set.";
            return null;
        }

        try
        {
            return await StartAsync(binaries);
        }
        catch (InvalidOperationException exception)
        {
            WhyMissing = "PostgreSQL could not be started: " + exception.Message;
            return null;
        }
    }

    private static async Task<string> StartAsync(string binaries)
    {
        var folder = Directory.CreateTempSubdirectory("integrity-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", folder);
        }

        await AsServerAsync(
            Path.Combine(binaries, "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync");
        var port = FreePort();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(binaries, folder, data);
        await AsServerAsync(
            Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-t", "300", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' -c fsync=off "
                + "-c synchronous_commit=off -c full_page_writes=off -c max_connections=400",
            "start");

        return $"Host=127.0.0.1;Port={port};Username=postgres;SSL Mode=Disable;GSS Encryption Mode=Disable;"
            + "Timeout=120;Command Timeout=180";
    }

    /// <summary>
    /// Stops the server without deleting its files first, which would take longer than a process has to exit.
    /// </summary>
    private static void Stop(string binaries, string folder, string data)
    {
        AsServerAsync(Path.Combine(binaries, "pg_ctl"), "-D", data, "-m", "immediate", "stop").GetAwaiter().GetResult();
        RunAsync("/bin/sh", "-c", $"rm -rf '{folder}' &").GetAwaiter().GetResult();
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private static Task AsServerAsync(params string[] command)
        => Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", .. command])
            : RunAsync(command[0], command[1..]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server would inherit redirected handles and keep them open, so its output is discarded.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} exited with code {process.ExitCode}.");
        }
    }

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
