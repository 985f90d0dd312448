namespace Casework.Tickets.Queries;

/// <summary>When a ticket was deleted, by whom and why.</summary>
public sealed record Deletion(DateTime At, string? Who, string? Why);
