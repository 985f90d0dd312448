using Integrity.Toolkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Casework.Tickets.Configuration;

internal sealed class TicketActivityConfiguration : IEntityTypeConfiguration<TicketActivity>
{
    public void Configure(EntityTypeBuilder<TicketActivity> activity)
    {
        activity.ToTable("TicketActivity");
        activity.IsAppendOnly(rows => rows.AllowRedaction(x => new { x.ActorId, x.Reason }).AllowCascadeDelete());
        activity.Property(x => x.ActorKind).HasConversion<string>().HasMaxLength(20);
        activity.Property(x => x.ActorId).HasMaxLength(Actor.MaxIdLength);
        activity.Property(x => x.Reason).HasMaxLength(IntegrityDefaults.MaxReasonLength);
        activity.HasOne<Ticket>().WithMany().HasForeignKey(x => x.TicketId).OnDelete(DeleteBehavior.Cascade);
        activity.HasIndex(x => new { x.TicketId, x.At });
    }
}
