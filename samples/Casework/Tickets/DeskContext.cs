using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

/// <summary>The help desk. One context per database, because each has migrations of its own.</summary>
public abstract class DeskContext(DbContextOptions options) : DbContext(options)
{
    public const string HistoryTable = "TicketHistory";

    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var ticket = modelBuilder.Entity<Ticket>();
        ticket.HasSoftDelete();
        ticket.HasVersion();
        ticket.HasTransitions(x => x.Status, TicketFlow.Table).HistoryTable(HistoryTable);
        ticket.HasIndex(x => x.Status);
    }
}
