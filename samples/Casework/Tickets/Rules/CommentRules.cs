using Integrity.Toolkit.Validation;

namespace Casework.Tickets.Rules;

public sealed class CommentRules : EntityRules<Comment>
{
    public CommentRules()
    {
        For(x => x.Body).Required().MaxLength(4000);
        For(x => x.AuthorId).Required().Exists<Person>();
    }
}
