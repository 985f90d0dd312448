namespace Casework.Tickets.Services;

/// <summary>A row of the list.</summary>
public sealed record TicketRow(
    int Id,
    int Number,
    string Organization,
    string Subject,
    string Status,
    string Priority,
    string? Assignee,
    DateTime? DueAt,
    DateTime LastActivityAt,
    DateTime? DeletedAt)
{
    public bool IsOverdue(DateTime now)
        => DeletedAt is null && Status is not (TicketFlow.Resolved or TicketFlow.Closed) && DueAt < now;
}
