using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Plain EF Core over the tables that <see cref="ToolkitContext"/> has.</summary>
public sealed class HandContext(DbContextOptions options) : DbContext(options)
{
    public const string HistoryTable = "TicketHistory";

    public DbSet<Plain> Plains => Set<Plain>();

    public DbSet<HandTicket> Tickets => Set<HandTicket>();

    public DbSet<HandHistory> History => Set<HandHistory>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<HandTicket>(ticket =>
        {
            ticket.Property(x => x.Id).ValueGeneratedNever();
            ticket.Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
            ticket.Property(x => x.DeletedBy).HasMaxLength(200);
            ticket.Property(x => x.Version).IsConcurrencyToken();
            ticket.HasQueryFilter(x => x.DeletedAt == null);
        });
        modelBuilder.Entity<HandHistory>(history =>
        {
            history.ToTable(HistoryTable);
            history.HasKey(x => new { x.TicketId, x.Sequence });
            history.HasOne<HandTicket>().WithMany().HasForeignKey(x => x.TicketId);
            history.Property(x => x.FromState).HasConversion<string>().HasMaxLength(20);
            history.Property(x => x.ToState).HasConversion<string>().HasMaxLength(20);
            history.Property(x => x.Origin).HasConversion<string>().HasMaxLength(20);
            history.Property(x => x.ActorKind).HasConversion<string>().HasMaxLength(20);
            history.Property(x => x.TableHash).HasMaxLength(16);
        });
    }
}
