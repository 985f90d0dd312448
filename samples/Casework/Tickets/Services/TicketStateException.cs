namespace Casework.Tickets.Services;

/// <summary>What is asked for is not there, or not in a state in which it can be done.</summary>
/// <param name="code">A stable code, such as <c>ticket.unknown</c>.</param>
/// <param name="isMissing">Whether it is not there at all.</param>
/// <param name="message">A text for people.</param>
public sealed class TicketStateException(string code, bool isMissing, string message) : Exception(message)
{
    public string Code => code;

    public bool IsMissing => isMissing;
}
