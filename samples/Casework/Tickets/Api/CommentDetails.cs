namespace Casework.Tickets.Api;

public sealed record CommentDetails(int Id, string AuthorId, string Body, DateTime CreatedAt)
{
    public static CommentDetails Of(Comment comment) => new(comment.Id, comment.AuthorId, comment.Body, comment.CreatedAt);
}
