using System.ComponentModel.DataAnnotations;
using Integrity.Toolkit;

namespace Casework.Tickets;

/// <summary>What a form of the ticket page sends.</summary>
public sealed class TicketChange
{
    /// <summary>The version of the ticket that was on the page.</summary>
    [Range(1, int.MaxValue)]
    public int Version { get; set; }

    public string? To { get; set; }

    [StringLength(IntegrityDefaults.MaxReasonLength)]
    public string? Reason { get; set; }
}
