namespace Casework.Tickets;

public static class TicketKind
{
    /// <summary>A request of a customer.</summary>
    public const string Customer = "customer";

    /// <summary>An internal task of the desk.</summary>
    public const string Internal = "internal";

    public static IReadOnlyList<string> All { get; } = [Customer, Internal];
}
