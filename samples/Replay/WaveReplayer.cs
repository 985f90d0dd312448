using Microsoft.EntityFrameworkCore;

namespace Replay;

/// <summary>
/// Plays many traces concurrently, and saves one step of each together. A database that enforces the status sees only the
/// result of a save, so a ticket can have only one unsaved transition.
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
        // The place of a finished trace is given to the next one, so that many traces are saved together.
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
                // Unchanged and rejected events require no save, so continue to the next event.
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
