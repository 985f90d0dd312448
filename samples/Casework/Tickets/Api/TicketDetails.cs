using Casework.Tickets.Queries;

namespace Casework.Tickets.Api;

/// <summary>A ticket as JSON.</summary>
public sealed record TicketDetails(
    int Id,
    int Version,
    int OrganizationId,
    int Number,
    string Subject,
    string Description,
    string Kind,
    string RequesterId,
    string? CustomerEmail,
    string? AssigneeId,
    string Priority,
    string? Tier,
    string Status,
    int? Satisfaction,
    DateTime CreatedAt,
    DateTime? DueAt,
    DateTime? ResolvedAt,
    DateTime? ClosedAt,
    DateTime LastActivityAt,
    Deletion? Deletion,
    IReadOnlyList<NextStep> Steps,
    IReadOnlyList<CommentDetails> Comments,
    IReadOnlyList<AttachmentDetails> Attachments)
{
    public static TicketDetails Of(TicketView view) => new(
        view.Ticket.Id,
        view.Version,
        view.Ticket.OrganizationId,
        view.Ticket.Number,
        view.Ticket.Subject,
        view.Ticket.Description,
        view.Ticket.Kind,
        view.Ticket.RequesterId,
        view.Ticket.CustomerEmail,
        view.Ticket.AssigneeId,
        view.Ticket.Priority,
        view.Ticket.Tier,
        view.Ticket.Status,
        view.Ticket.Satisfaction,
        view.Ticket.CreatedAt,
        view.Ticket.DueAt,
        view.Ticket.ResolvedAt,
        view.Ticket.ClosedAt,
        view.Ticket.LastActivityAt,
        view.Deletion,
        view.Steps,
        [.. view.Comments.Select(CommentDetails.Of)],
        [.. view.Attachments.Select(AttachmentDetails.Of)]);
}
