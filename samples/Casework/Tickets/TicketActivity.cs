using Integrity.Toolkit;

namespace Casework.Tickets;

/// <summary>
/// Something that was done to a ticket and leaves no row of its own: deleted, restored, edited. A restore clears what the
/// deletion wrote into the ticket, so the timeline needs these.
/// </summary>
public sealed class TicketActivity
{
    public int Id { get; set; }

    public int TicketId { get; set; }

    /// <summary>A word for what kind of thing was done: <c>deleted</c>, <c>restored</c>, <c>edited</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>What was done, in words, without values.</summary>
    public required string What { get; set; }

    public DateTime At { get; set; }

    public ActorKind ActorKind { get; set; }

    public string? ActorId { get; set; }

    public string? Reason { get; set; }
}
