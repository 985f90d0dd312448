using System.Text.Json;
using Samples.Tests;

namespace Replay.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task The_last_line_of_a_replay_with_json_is_one_object_with_the_expected_keys()
    {
        var (code, output, error) = await SampleProgram.RunAsync(
            "Replay", Path.Combine(AppContext.BaseDirectory, "Logs", "desk.xes"), "--learn=0.5", "--diagram", "--json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            [
                "traces", "learned", "played", "events", "initial", "unchanged", "accepted", "refused", "skipped",
                "historyRows", "states", "edges", "seconds", "database",
            ],
            JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (code, output, _) = await SampleProgram.RunAsync("Replay", "--help");

        Assert.Equal(0, code);
        Assert.All(
            ["--learn", "--mode", "--hold", "--lifecycle", "--database", "--diagram", "--json"],
            option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_arguments_print_one_error_line_and_return_exit_code_2()
    {
        var (code, output, error) = await SampleProgram.RunAsync("Replay", "none.xes");

        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
