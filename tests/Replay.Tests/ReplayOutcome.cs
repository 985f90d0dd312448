using System.Text.Json;

namespace Replay.Tests;

/// <summary>The output and exit code of a replay.</summary>
public sealed record ReplayOutcome(int ExitCode, string Output, string Error)
{
    private static readonly string[] Keys =
    [
        "played", "events", "initial", "unchanged", "accepted", "refused", "skipped", "historyRows", "states", "edges",
    ];

    public JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    /// <summary>Ten of the figures, in the order of the keys.</summary>
    public IEnumerable<int> Counts => Keys.Select(key => (int)this[key]);

    public long this[string key] => Json.GetProperty(key).GetInt64();
}
