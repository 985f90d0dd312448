namespace Replay;

/// <summary>A trace that is being played: how far, and on which ticket.</summary>
internal sealed class TracePlay(int index, string name, IReadOnlyList<XesEvent> events)
{
    public int Index => index;

    public string Name => name;

    public ReplayTicket? Ticket { get; set; }

    /// <summary>How many events were played.</summary>
    public int Played { get; private set; }

    public int Left => events.Count - Played;

    public XesEvent Next() => events[Played++];

    /// <summary>Passes over all that is left.</summary>
    /// <returns>How many events that were.</returns>
    public int Skip()
    {
        var left = Left;
        Played = events.Count;
        return left;
    }
}
