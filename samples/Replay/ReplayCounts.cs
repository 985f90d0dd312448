namespace Replay;

/// <summary>Counts the outcomes of the played events.</summary>
internal sealed class ReplayCounts
{
    private readonly Dictionary<(string? From, string To), RefusedMove> _refused = [];

    public int Traces { get; set; }

    public long Events { get; set; }

    public long Initial { get; set; }

    public long Unchanged { get; set; }

    public long Accepted { get; set; }

    public long Refused { get; private set; }

    public long Skipped { get; set; }

    public IEnumerable<RefusedMove> RefusedMoves
        => _refused.Values.OrderByDescending(move => move.Count).ThenBy(move => move.From, StringComparer.Ordinal)
            .ThenBy(move => move.To, StringComparer.Ordinal);

    public void Refuse(string? from, string to, TracePlay trace)
    {
        Refused++;
        var example = new RefusedMove(from, to, 0, trace.Name, trace.Index);
        var known = _refused.GetValueOrDefault((from, to), example);
        _refused[(from, to)] = (known.Index <= trace.Index ? known : example) with { Count = known.Count + 1 };
    }
}
