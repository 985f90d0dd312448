using Casework.Tickets.Hooks;
using Casework.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Casework.Tickets.Configuration;

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.HasSoftDelete().GuardInDatabase();
        attachment.HasRules<AttachmentRules>();
        attachment.HasHooks<TicketPartHooks>();
        attachment.HasOne(x => x.Ticket).WithMany(x => x.Attachments).OnDelete(DeleteBehavior.Cascade);
        attachment.HasOne(x => x.AddedBy).WithMany().HasForeignKey(x => x.AddedById).OnDelete(DeleteBehavior.Restrict);
    }
}
