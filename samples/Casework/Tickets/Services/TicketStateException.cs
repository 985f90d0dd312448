namespace Casework.Tickets.Services;

/// <summary>Thrown if a requested item does not exist, or is not in a state that permits the operation.</summary>
/// <param name="code">A stable code, such as <c>ticket.unknown</c>.</param>
/// <param name="isMissing">Whether the item does not exist.</param>
/// <param name="message">The message for users.</param>
public sealed class TicketStateException(string code, bool isMissing, string message) : Exception(message)
{
    public string Code => code;

    public bool IsMissing => isMissing;
}
