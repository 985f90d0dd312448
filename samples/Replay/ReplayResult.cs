using System.Text.Json.Serialization;
using Integrity.Toolkit.Transitions;

namespace Replay;

/// <summary>The figures of a replay, in the order in which they are printed.</summary>
internal sealed record ReplayResult(
    int Traces,
    int Learned,
    int Played,
    long Events,
    long Initial,
    long Unchanged,
    long Accepted,
    long Refused,
    long Skipped,
    long HistoryRows,
    int States,
    int Edges,
    double Seconds,
    string Database,
    [property: JsonIgnore] HistoryReport Histories)
{
    [JsonIgnore]
    public IReadOnlyList<RefusedMove> RefusedMoves { get; init; } = [];

    [JsonIgnore]
    public string Diagram { get; init; } = "";
}
