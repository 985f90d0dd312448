namespace Casework.Tickets.Services;

/// <summary>
/// What is said of a ticket, in a form or as JSON. Takes anything that can be read: whether it may be kept is for the rules.
/// </summary>
public sealed class TicketInput
{
    public int? OrganizationId { get; set; }

    /// <summary>Without one, a new ticket gets the organisation's next.</summary>
    public int? Number { get; set; }

    public string? Subject { get; set; }

    public string? Description { get; set; }

    public string? Kind { get; set; } = TicketKind.Customer;

    /// <summary>Without one, whoever opens the ticket.</summary>
    public string? RequesterId { get; set; }

    public string? CustomerEmail { get; set; }

    public string? AssigneeId { get; set; }

    public string? Priority { get; set; } = TicketPriority.Normal;

    public string? Tier { get; set; }

    public int? Satisfaction { get; set; }

    /// <summary>In UTC, unless it says otherwise.</summary>
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
