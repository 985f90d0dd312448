using Integrity.Toolkit.Validation;

namespace Casework.Tickets.Rules;

public sealed class AttachmentRules : EntityRules<Attachment>
{
    public const long MaxSize = 10 * 1024 * 1024;

    public AttachmentRules()
    {
        For(x => x.FileName).Required().MaxLength(255).Must(name => !name.AsSpan().ContainsAny('/', '\\'), "attachment.name")
            .WithMessage(_ => "Attachment.FileName is a path. Enter the file name only.");
        For(x => x.ContentType).Required().MaxLength(100);
        For(x => x.Size).Between(1, MaxSize);
        For(x => x.Sha256).Required().Must(IsHash, "attachment.hash")
            .WithMessage(_ => "Attachment.Sha256 is not a SHA-256 hash. Enter its 64 hexadecimal digits.");
        For(x => x.AddedById).Required().Exists<Person>();
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
