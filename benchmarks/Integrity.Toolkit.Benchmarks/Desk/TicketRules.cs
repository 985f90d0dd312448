using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Rules of what is updated, and of what is not.</summary>
public sealed class TicketRules : EntityRules<Ticket>
{
    public TicketRules()
    {
        For(x => x.Title).Required().MaxLength(200);
        For(x => x.Priority).Between(0, 5);
        For(x => x.Status).Defined();
    }
}
