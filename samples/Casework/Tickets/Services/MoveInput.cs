using System.ComponentModel.DataAnnotations;

namespace Casework.Tickets.Services;

public sealed class MoveInput : ReasonInput
{
    [Required(ErrorMessage = "Select a status.")]
    public string? To { get; set; }
}
