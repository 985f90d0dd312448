using System.Text.Json;

namespace Casework.Tests.Replay;

/// <summary>What a replay printed and returned.</summary>
public sealed record ReplayOutcome(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    public long this[string key] => Json.GetProperty(key).GetInt64();
}
