using System.Diagnostics;
using System.Text.Json;

namespace Casework.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task The_last_line_of_a_replay_with_json_is_one_object_with_the_agreed_keys()
    {
        var (code, output, error) = await RunAsync(
            "replay", Path.Combine(AppContext.BaseDirectory, "Logs", "desk.xes"), "--learn=0.5", "--diagram", "--json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            [
                "traces", "learned", "played", "events", "initial", "unchanged", "accepted", "refused", "skipped",
                "historyRows", "states", "edges", "seconds", "database",
            ],
            JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var (code, output, _) = await RunAsync("help");

        Assert.Equal(0, code);
        Assert.Contains("replay <log.xes|log.xes.gz>", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replai")]
    [InlineData("replay", "none.xes")]
    [InlineData("--database", "nonsense")]
    public async Task What_cannot_be_used_is_one_line_and_exit_code_2(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Casework.dll"), .. args])
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
