using Samples.Shared;

namespace Matrix;

/// <summary>Parses the command line, runs the command, writes the result, and returns the exit code.</summary>
internal static class MatrixCommand
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken = default)
    {
        try
        {
            var options = MatrixOptions.Parse(args, Environment.GetEnvironmentVariable(CaseworkDatabase.EnvironmentVariable));
            MatrixReport.Write(output, await MatrixRun.RunAsync(options.Database, cancellationToken), options.Json);
            return ExitCode.Success;
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure)
        {
            error.WriteLine($"matrix: {failure.Line}");
            return failure.ExitCode;
        }
    }
}
