namespace Casework.Tickets.Queries;

/// <summary>The displayed data of a ticket.</summary>
public sealed record TicketView(Ticket Ticket, int Version)
{
    public Deletion? Deletion { get; init; }

    public IReadOnlyList<NextStep> Steps { get; init; } = [];

    public IReadOnlyList<Comment> Comments { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];
}
