namespace Casework.Tickets.Use;

public sealed class CommentInput
{
    public string? Body { get; set; }
}
