using Samples.Shared;

namespace Replay;

/// <summary>Parses the command line, runs the command, writes the result, and returns the exit code.</summary>
internal static class ReplayCommand
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken = default)
    {
        var progress = new ReplayProgress(Console.IsErrorRedirected ? null : error);
        try
        {
            var options = ReplayOptions.Parse(
                args, Environment.GetEnvironmentVariable(CaseworkDatabase.EnvironmentVariable));
            var result = await ReplayRun.RunAsync(options, progress, cancellationToken);
            progress.Done();
            ReplayReport.Write(output, result, options);
            return ExitCode.Success;
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure)
        {
            progress.Done();
            error.WriteLine($"replay: {failure.Line}");
            return failure.ExitCode;
        }
    }
}
