using static Integrity.Toolkit.Transitions.Desk.OrderStatus;

namespace Integrity.Toolkit.Transitions.Desk;

public static class OrderFlow
{
    public static readonly TransitionTable<OrderStatus> Table = TransitionTable.Create<OrderStatus>(
        "order", t => t.Initial(New).Permit(New, Paid).Permit(Paid, Shipped).Terminal(Shipped));
}
