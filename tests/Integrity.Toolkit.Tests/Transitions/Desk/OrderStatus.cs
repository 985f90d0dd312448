namespace Integrity.Toolkit.Transitions.Desk;

public enum OrderStatus
{
    New,
    Paid,
    Shipped,
    Cancelled,
}
