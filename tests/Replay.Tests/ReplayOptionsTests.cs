namespace Replay.Tests;

public sealed class ReplayOptionsTests
{
    [Theory]
    [InlineData("No log was specified")]
    [InlineData("Only one log", "a.xes", "b.xes")]
    [InlineData("Unknown option --fast", "a.xes", "--fast")]
    [InlineData("Unknown option --json=yes", "a.xes", "--json=yes")]
    [InlineData("--learn requires a value", "a.xes", "--learn")]
    [InlineData("--learn must be the share", "a.xes", "--learn", "0")]
    [InlineData("--learn must be the share", "a.xes", "--learn", "1.1")]
    [InlineData("--learn must be the share", "a.xes", "--learn", "-0.5")]
    [InlineData("--learn must be the share", "a.xes", "--learn", "0,7")]
    [InlineData("--learn must be the share", "a.xes", "--learn", "NaN")]
    [InlineData("--learn must be the share", "a.xes", "--learn=half")]
    [InlineData("--mode must be observe or enforce", "a.xes", "--mode", "strict")]
    [InlineData("--hold must be none, guard or ledger", "a.xes", "--mode", "enforce", "--hold", "tight")]
    [InlineData("Add --mode enforce", "a.xes", "--hold", "guard")]
    [InlineData("Add --mode enforce", "a.xes", "--hold=guard", "--mode", "observe")]
    [InlineData("does not specify a database", "a.xes", "--database", "Encrypt=true")]
    [InlineData("is invalid", "a.xes", "--database", "nonsense")]
    [InlineData("is invalid", "a.xes", "--database", "Host=localhost;Port=many")]
    public async Task An_invalid_option_is_rejected_before_anything_is_read(string message, params string[] args)
    {
        var outcome = await ReplayCommandLine.RunAsync(args);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_database_prints_one_error_line()
    {
        var log = Path.Combine(AppContext.BaseDirectory, "Logs", "desk.xes");

        var outcome = await ReplayCommandLine.RunAsync(
            log, "--database", "Host=127.0.0.1;Port=1;Username=nobody;Password=secret;Timeout=5");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("secret", outcome.Error, StringComparison.Ordinal);
    }
}
