namespace Casework.Tickets.Services;

public sealed class CommentInput
{
    public string? Body { get; set; }
}
