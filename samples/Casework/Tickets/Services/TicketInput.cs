namespace Casework.Tickets.Services;

/// <summary>
/// The values of a ticket, from a form or JSON. Accepts any values that can be parsed; the rules validate them.
/// </summary>
public sealed class TicketInput
{
    public int? OrganizationId { get; set; }

    /// <summary>The number. If omitted, a new ticket gets the next number of the organization.</summary>
    public int? Number { get; set; }

    public string? Subject { get; set; }

    public string? Description { get; set; }

    public string? Kind { get; set; } = TicketKind.Customer;

    /// <summary>The requester. If omitted, the person who opens the ticket.</summary>
    public string? RequesterId { get; set; }

    public string? CustomerEmail { get; set; }

    public string? AssigneeId { get; set; }

    public string? Priority { get; set; } = TicketPriority.Normal;

    public string? Tier { get; set; }

    public int? Satisfaction { get; set; }

    /// <summary>The due time, in UTC unless it has an offset.</summary>
    public DateTime? DueAt { get; set; }

    public static TicketInput Of(Ticket ticket) => new()
    {
        OrganizationId = ticket.OrganizationId,
        Number = ticket.Number,
        Subject = ticket.Subject,
        Description = ticket.Description,
        Kind = ticket.Kind,
        RequesterId = ticket.RequesterId,
        CustomerEmail = ticket.CustomerEmail,
        AssigneeId = ticket.AssigneeId,
        Priority = ticket.Priority,
        Tier = ticket.Tier,
        Satisfaction = ticket.Satisfaction,
        DueAt = ticket.DueAt,
    };

    public void ApplyTo(Ticket ticket)
    {
        ticket.OrganizationId = OrganizationId ?? 0;
        ticket.Number = Number ?? ticket.Number;
        ticket.Subject = Subject ?? "";
        ticket.Description = Description ?? "";
        ticket.Kind = Kind ?? "";
        ticket.RequesterId = RequesterId ?? ticket.RequesterId;
        ticket.CustomerEmail = CustomerEmail;
        ticket.AssigneeId = AssigneeId;
        ticket.Priority = Priority ?? "";
        ticket.Tier = Tier;
        ticket.Satisfaction = Satisfaction;
        ticket.DueAt = DueAt;
    }
}
