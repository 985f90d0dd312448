using Casework.Tickets.Hooks;
using Casework.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Casework.Tickets.Configuration;

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> ticket)
    {
        ticket.HasSoftDelete().GuardInDatabase().WithFilteredUniqueIndexes();
        ticket.HasVersion().GuardInDatabase();
        ticket.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.ToTable("TicketHistory").RequireInDatabase())
            .WithTimestamp(x => x.ResolvedAt, on: [TicketFlow.Resolved], clearedOn: [TicketFlow.Reopened])
            .WithTimestamp(x => x.ClosedAt, on: [TicketFlow.Closed], clearedOn: [TicketFlow.Reopened])
            .WithDeadline(x => x.DueAt, x => x.Priority, deadline => deadline.In(
                [TicketFlow.New, .. TicketFlow.Work],
                (TicketPriority.Critical, TimeSpan.FromHours(1)),
                (TicketPriority.High, TimeSpan.FromHours(4)),
                (TicketPriority.Normal, TimeSpan.FromHours(24)),
                (TicketPriority.Low, TimeSpan.FromHours(72))))
            .WithCounter(x => x.AssigneeId, (Person person) => person.Workload, whileIn: TicketFlow.Work);
        ticket.HasRules<TicketRules>();
        ticket.HasHooks<CustomerLimits>();
        ticket.HasHooks<TicketDefaults>();
        ticket.HasHooks<TicketJournal>();
        ticket.HasHooks<TicketNotices>();

        ticket.HasOne(x => x.Organization).WithMany().OnDelete(DeleteBehavior.Restrict);
        ticket.HasOne(x => x.Requester).WithMany().HasForeignKey(x => x.RequesterId).OnDelete(DeleteBehavior.Restrict);
        ticket.HasOne(x => x.Assignee).WithMany().HasForeignKey(x => x.AssigneeId).OnDelete(DeleteBehavior.Restrict);
        ticket.HasUnique(x => new { x.OrganizationId, x.Number }, "ticket.number");
        ticket.HasIndex(x => x.Status);
    }
}
