using Integrity.Toolkit.Hooks;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Called before and after every update, and does nothing.</summary>
public sealed class EmptyTicketHooks : EntityHooks<Ticket>
{
    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
    }

    public override void AfterUpdate(EntityChange<Ticket> change)
    {
    }
}
