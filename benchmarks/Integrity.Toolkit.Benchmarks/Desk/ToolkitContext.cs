using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Desk;

public sealed class ToolkitContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Plain> Plains => Set<Plain>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Ticket>(ticket =>
        {
            ticket.Property(x => x.Id).ValueGeneratedNever();
            ticket.Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
            ticket.HasHooks<EmptyTicketHooks>();
            ticket.HasRules<TicketRules>();
            ticket.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.ToTable(HandContext.HistoryTable).AllowCascadeDelete());
        });
}
