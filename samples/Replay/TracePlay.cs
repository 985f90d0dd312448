namespace Replay;

/// <summary>The progress of a trace and its ticket.</summary>
internal sealed class TracePlay(int index, string name, IReadOnlyList<XesEvent> events)
{
    public int Index => index;

    public string Name => name;

    public ReplayTicket? Ticket { get; set; }

    /// <summary>The number of played events.</summary>
    public int Played { get; private set; }

    public int Left => events.Count - Played;

    public XesEvent Next() => events[Played++];

    /// <summary>Skips all remaining events.</summary>
    /// <returns>The number of skipped events.</returns>
    public int Skip()
    {
        var left = Left;
        Played = events.Count;
        return left;
    }
}
