using Microsoft.EntityFrameworkCore;

namespace Replay;

/// <summary>
/// Plays many traces side by side, and saves one step of each together. A database that holds the status sees what a
/// save leaves behind and not the moves in between, so that a ticket may have but one of them unsaved.
/// </summary>
internal sealed class WaveReplayer(ReplayContext db, EventPlayer player) : Replayer(player)
{
    private const int Traces = 500;

    private readonly List<TracePlay> _playing = [];

    public override async Task FinishAsync(CancellationToken cancellationToken)
    {
        while (_playing.Count > 0)
        {
            await PlayWaveAsync(cancellationToken);
        }
    }

    protected override async Task TakeAsync(XesTrace trace, CancellationToken cancellationToken)
    {
        // A place that a finished trace left is taken by the next one, so that the waves stay wide.
        while (_playing.Count >= Traces)
        {
            await PlayWaveAsync(cancellationToken);
        }

        _playing.Add(new TracePlay(trace.Index, trace.Name, [.. trace.Events]));
    }

    private async Task PlayWaveAsync(CancellationToken cancellationToken)
    {
        foreach (var trace in _playing)
        {
            while (trace.Left > 0 && !Player.Play(trace))
            {
                // What is unchanged or refused needs no save: on to the first event that does.
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var ticket in _playing.Where(trace => trace.Left == 0).Select(trace => trace.Ticket).OfType<ReplayTicket>())
        {
            db.Entry(ticket).State = EntityState.Detached;
        }

        _playing.RemoveAll(trace => trace.Left == 0);
    }
}
