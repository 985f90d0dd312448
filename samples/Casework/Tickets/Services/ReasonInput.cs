using System.ComponentModel.DataAnnotations;
using Integrity.Toolkit;

namespace Casework.Tickets.Services;

/// <summary>The reason for a change. It is not a member of an entity, so its length is validated here.</summary>
public class ReasonInput
{
    [StringLength(
        IntegrityDefaults.MaxReasonLength, ErrorMessage = "The reason must have at most {1} characters. Shorten it.")]
    public string? Reason { get; set; }
}
