namespace Replay;

/// <summary>Plays traces: each trace is a ticket, and each event is a transition.</summary>
internal abstract class Replayer(EventPlayer player)
{
    public ReplayCounts Counts => player.Counts;

    protected EventPlayer Player => player;

    public static Replayer For(ReplayHold hold, ReplayContext db, EventPlayer player)
        => hold == ReplayHold.None ? new BatchReplayer(db, player) : new WaveReplayer(db, player);

    /// <summary>Plays a trace, or queues it. Its events are valid until the next trace is read.</summary>
    public async Task PlayAsync(XesTrace trace, CancellationToken cancellationToken)
    {
        Counts.Traces++;
        Counts.Events += trace.Events.Count;
        await TakeAsync(trace, cancellationToken);
    }

    /// <summary>Plays and saves the remaining events.</summary>
    public abstract Task FinishAsync(CancellationToken cancellationToken);

    protected abstract Task TakeAsync(XesTrace trace, CancellationToken cancellationToken);
}
