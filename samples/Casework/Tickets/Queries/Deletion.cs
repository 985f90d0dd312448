namespace Casework.Tickets.Queries;

/// <summary>The time, actor and reason of a ticket's deletion.</summary>
public sealed record Deletion(DateTime At, string? Who, string? Why);
