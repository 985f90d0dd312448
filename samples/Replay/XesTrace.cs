namespace Replay;

/// <summary>One trace with its events in file order.</summary>
internal sealed record XesTrace(int Index, string Name, IReadOnlyList<XesEvent> Events)
{
    /// <summary>The time by which traces are sorted. Traces without events or times come first.</summary>
    public DateTime Begin => Events.Count == 0 ? DateTime.UnixEpoch : Events[0].Time;
}
