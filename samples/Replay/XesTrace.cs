namespace Replay;

/// <summary>One trace with its events in file order.</summary>
internal sealed record XesTrace(int Index, string Name, IReadOnlyList<XesEvent> Events)
{
    /// <summary>The time a trace sorts by. One without events, or without any time, comes before all others.</summary>
    public DateTime Begin => Events.Count == 0 ? DateTime.UnixEpoch : Events[0].Time;
}
