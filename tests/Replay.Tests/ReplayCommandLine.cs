
namespace Replay.Tests;

internal static class ReplayCommandLine
{
    public static async Task<ReplayOutcome> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await ReplayCommand.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new ReplayOutcome(code, output.ToString(), error.ToString());
    }
}
