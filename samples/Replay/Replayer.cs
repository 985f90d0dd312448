namespace Replay;

/// <summary>Plays traces: each one a ticket, each event a move.</summary>
internal abstract class Replayer(EventPlayer player)
{
    public ReplayCounts Counts => player.Counts;

    protected EventPlayer Player => player;

    public static Replayer For(ReplayHold hold, ReplayContext db, EventPlayer player)
        => hold == ReplayHold.None ? new BatchReplayer(db, player) : new WaveReplayer(db, player);

    /// <summary>Plays a trace, or takes it up to be played. Its events are valid until the log is read on.</summary>
    public async Task PlayAsync(XesTrace trace, CancellationToken cancellationToken)
    {
        Counts.Traces++;
        Counts.Events += trace.Events.Count;
        await TakeAsync(trace, cancellationToken);
    }

    /// <summary>Plays and saves what is left.</summary>
    public abstract Task FinishAsync(CancellationToken cancellationToken);

    protected abstract Task TakeAsync(XesTrace trace, CancellationToken cancellationToken);
}
