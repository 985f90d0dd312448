using System.ComponentModel.DataAnnotations;
using Integrity.Toolkit;

namespace Casework.Tickets.Services;

/// <summary>Why something is done. No part of an entity, so no rule of one can hold its length.</summary>
public class ReasonInput
{
    [StringLength(
        IntegrityDefaults.MaxReasonLength, ErrorMessage = "A reason has at most {1} characters. Shorten it.")]
    public string? Reason { get; set; }
}
