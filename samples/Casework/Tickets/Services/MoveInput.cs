using System.ComponentModel.DataAnnotations;

namespace Casework.Tickets.Services;

public sealed class MoveInput : ReasonInput
{
    [Required(ErrorMessage = "Say where the ticket is to go.")]
    public string? To { get; set; }
}
