namespace Casework.Tickets;

/// <summary>One line of the list.</summary>
public sealed record TicketRow(int Id, string Title, string Status, DateTime OpenedAt, DateTime? DeletedAt);
