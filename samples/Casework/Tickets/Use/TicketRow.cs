namespace Casework.Tickets.Use;

/// <summary>One line of the list.</summary>
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
    DateTime? DeletedAt);
