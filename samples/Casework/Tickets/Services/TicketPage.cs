namespace Casework.Tickets.Services;

/// <summary>A page of the list, newest first, and the cursors of its neighbours.</summary>
public sealed record TicketPage(IReadOnlyList<TicketRow> Items, string? Newer, string? Older);
