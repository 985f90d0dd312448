using Integrity.Toolkit;

namespace Casework.Tickets;

/// <summary>
/// An activity on a ticket that has no row of its own: deleted, restored, edited. A restore clears the deletion columns of
/// the ticket, so the timeline requires these rows.
/// </summary>
public sealed class TicketActivity
{
    public int Id { get; set; }

    public int TicketId { get; set; }

    /// <summary>The kind of activity: <c>deleted</c>, <c>restored</c>, <c>edited</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The description, without values.</summary>
    public required string What { get; set; }

    public DateTime At { get; set; }

    public ActorKind ActorKind { get; set; }

    public string? ActorId { get; set; }

    public string? Reason { get; set; }
}
