namespace Casework.Tickets;

/// <summary>The service tiers of customers.</summary>
public static class ServiceTier
{
    public const string Basic = "basic";
    public const string Business = "business";
    public const string Premium = "premium";

    public static IReadOnlyList<string> All { get; } = [Basic, Business, Premium];
}
