namespace Casework.Tickets;

public static class DeskRole
{
    public const string Customer = "customer";
    public const string Agent = "agent";
    public const string Manager = "manager";
}
