using Casework.Tickets.Hooks;
using Casework.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Casework.Tickets.Configuration;

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.HasSoftDelete().GuardInDatabase();
        comment.HasRules<CommentRules>();
        comment.HasHooks<TicketPartHooks>();
        comment.HasOne(x => x.Ticket).WithMany(x => x.Comments).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId).OnDelete(DeleteBehavior.Restrict);
    }
}
