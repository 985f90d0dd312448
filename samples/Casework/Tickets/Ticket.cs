namespace Casework.Tickets;

/// <summary>What somebody asks of the desk. What must hold for it is in <see cref="Rules.TicketRules"/>.</summary>
public sealed class Ticket
{
    public int Id { get; set; }

    public int OrganizationId { get; set; }

    /// <summary>Unique among the organisation's live tickets.</summary>
    public int Number { get; set; }

    public string Subject { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>One of <see cref="TicketKind"/>.</summary>
    public string Kind { get; set; } = TicketKind.Customer;

    public string RequesterId { get; set; } = "";

    /// <summary>Where a customer is answered.</summary>
    public string? CustomerEmail { get; set; }

    public string? AssigneeId { get; set; }

    /// <summary>One of <see cref="TicketPriority"/>.</summary>
    public string Priority { get; set; } = TicketPriority.Normal;

    /// <summary>One of <see cref="ServiceTier"/>; for customers only.</summary>
    public string? Tier { get; set; }

    /// <summary>Moves along <see cref="TicketFlow.Table"/>.</summary>
    public string Status { get; set; } = TicketFlow.New;

    /// <summary>How content the customer is, from 1 to 5.</summary>
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

    /// <summary>What the desk is called when it speaks of the ticket.</summary>
    public string Reference => $"#{Number}";
}
