using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Versioning;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Soft-deletable, versioned and with a status that moves along a table.</summary>
public sealed class Ticket : ISoftDeletable, IVersioned
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public int Priority { get; set; }

    public TicketStatus Status { get; set; }

    public DateTime? DeletedAt { get; set; }

    public int Version { get; set; }
}
