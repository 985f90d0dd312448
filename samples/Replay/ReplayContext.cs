using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Replay;

/// <summary>The tickets of a replay. The tables are created for each run, so there are no migrations.</summary>
internal sealed class ReplayContext(DbContextOptions<ReplayContext> options, ReplayModel model) : DbContext(options)
{
    public const string HistoryTable = "TicketHistory";

    /// <summary>A placeholder for the learned table.</summary>
    private static readonly TransitionTable<string> Nothing =
        TransitionTable.Create<string>(LogSurvey.TableName, t => t.Initial("").Terminal(""));

    public DbSet<ReplayTicket> Tickets => Set<ReplayTicket>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var ticket = modelBuilder.Entity<ReplayTicket>().ToTable("Tickets");
        ticket.HasSoftDelete();
        ticket.HasVersion();
        var status = ticket.HasTransitions(x => x.Status, Nothing).WithHistory(h => h.ToTable(HistoryTable));
        _ = model.Hold switch
        {
            ReplayHold.Guard => status.GuardInDatabase(),
            ReplayHold.Ledger => status.WithHistory(h => h.RequireInDatabase()),
            _ => status,
        };
    }
}
