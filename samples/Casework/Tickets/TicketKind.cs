namespace Casework.Tickets;

public static class TicketKind
{
    /// <summary>A customer asks.</summary>
    public const string Customer = "customer";

    /// <summary>The desk works for itself.</summary>
    public const string Internal = "internal";

    public static IReadOnlyList<string> All { get; } = [Customer, Internal];
}
