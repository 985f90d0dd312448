namespace Casework.Tickets.Services;

/// <summary>A page of the list, newest first, with the cursors of its neighbors.</summary>
public sealed record TicketPage(IReadOnlyList<TicketRow> Items, string? Newer, string? Older);
