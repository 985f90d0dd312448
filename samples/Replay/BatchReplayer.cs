using Microsoft.EntityFrameworkCore;

namespace Replay;

/// <summary>Plays one trace after the other, and saves many transitions together.</summary>
internal sealed class BatchReplayer(ReplayContext db, EventPlayer player) : Replayer(player)
{
    /// <summary>The number of history rows per save. More rows are not faster and use more memory.</summary>
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

    /// <summary>Saves all tickets and stops tracking all but the current one, to limit memory use.</summary>
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
