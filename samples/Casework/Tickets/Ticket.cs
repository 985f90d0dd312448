namespace Casework.Tickets;

/// <summary>A request to the desk. Its rules are in <see cref="Rules.TicketRules"/>.</summary>
public sealed class Ticket
{
    public int Id { get; set; }

    public int OrganizationId { get; set; }

    /// <summary>Unique among the organization's live tickets.</summary>
    public int Number { get; set; }

    public string Subject { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>One of <see cref="TicketKind"/>.</summary>
    public string Kind { get; set; } = TicketKind.Customer;

    public string RequesterId { get; set; } = "";

    /// <summary>The e-mail address of the customer.</summary>
    public string? CustomerEmail { get; set; }

    public string? AssigneeId { get; set; }

    /// <summary>One of <see cref="TicketPriority"/>.</summary>
    public string Priority { get; set; } = TicketPriority.Normal;

    /// <summary>One of <see cref="ServiceTier"/>; for customers only.</summary>
    public string? Tier { get; set; }

    /// <summary>The status, which changes along <see cref="TicketFlow.Table"/>.</summary>
    public string Status { get; set; } = TicketFlow.New;

    /// <summary>The satisfaction of the customer, from 1 to 5.</summary>
    public int? Satisfaction { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? DueAt { get; set; }

    public DateTime? ResolvedAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public DateTime LastActivityAt { get; set; }

    public Organization? Organization { get; set; }

    public Person? Requester { get; set; }

    public Person? Assignee { get; set; }

    public ICollection<Comment> Comments { get; } = [];

    public ICollection<Attachment> Attachments { get; } = [];

    /// <summary>The reference to the ticket in texts.</summary>
    public string Reference => $"#{Number}";
}
