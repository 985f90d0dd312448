using System.Text.Json;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of validation. ReadmeTests compares the text and runs it.
public enum TicketStatus
{
    Open,
    Closed,
}

public sealed class Ticket
{
    public required string Subject { get; set; }

    public string? CustomerEmail { get; set; }

    public int? Satisfaction { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ResolvedAt { get; set; }

    public string? Phone { get; set; }

    public int Used { get; set; }

    public int Limit { get; set; }

    public TicketStatus Status { get; set; }

    public string? OpenedBy { get; set; }

    public Address? Address { get; set; }

    public List<string?> Tags { get; } = [];
}

public sealed record Address(string? City);

public sealed class AddressRules : EntityRules<Address>
{
    public AddressRules() => For(x => x.City).Required();
}

public sealed class TicketRules : EntityRules<Ticket>
{
    public TicketRules()
    {
        For(x => x.Subject).Required().MaxLength(200);
        For(x => x.CustomerEmail).Email();
        For(x => x.Satisfaction).Between(1, 5);
        For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt).NotInFuture(tolerance: TimeSpan.FromMinutes(1));
        For(x => x.Phone).Sensitive().Must(phone => phone.StartsWith('+'), "ticket.phone");
        Rule(x => x.Used <= x.Limit, "ticket.credit").On(x => x.Used);

        When(x => x.Status == TicketStatus.Closed, () => For(x => x.ResolvedAt).Required());
        OnCreate(() => For(x => x.OpenedBy).Required());

        For(x => x.Address).Using(new AddressRules());
        ForEach(x => x.Tags).Required().MaxLength(20);
    }
}

public static class Desk
{
    private static readonly TicketRules Rules = new();      // one instance for all threads

    public static IDictionary<string, string[]>? Answer(Ticket ticket)
    {
        ValidationReport report = Rules.Validate(ticket);
        if (!report.IsValid)
        {
            return report.ToDictionary(JsonNamingPolicy.CamelCase);     // "address.city": ["Ticket.Address.City is required. ..."]
        }

        return null;
    }
}
