using Microsoft.EntityFrameworkCore;

namespace Replay;

/// <summary>Plays one trace after the other, and saves all their moves together.</summary>
internal sealed class BatchReplayer(ReplayContext db, EventPlayer player) : Replayer(player)
{
    /// <summary>How many history rows are saved together. More is no faster and takes more memory.</summary>
    private const int BatchSize = 1_000;

    private int _unsaved;

    public override async Task FinishAsync(CancellationToken cancellationToken) => await SaveAsync(null, cancellationToken);

    protected override async Task TakeAsync(XesTrace trace, CancellationToken cancellationToken)
    {
        var play = new TracePlay(trace.Index, trace.Name, trace.Events);
        while (play.Left > 0)
        {
            if (_unsaved >= BatchSize)
            {
                await SaveAsync(play, cancellationToken);
            }

            _unsaved += Player.Play(play) ? 1 : 0;
        }
    }

    /// <summary>Saves and forgets all tickets but the one that is being played, so that memory does not grow.</summary>
    private async Task SaveAsync(TracePlay? present, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        _unsaved = 0;
        if (present?.Ticket is { } ticket)
        {
            present.Ticket = await db.Tickets.SingleAsync(row => row.Id == ticket.Id, cancellationToken);
        }
    }
}
