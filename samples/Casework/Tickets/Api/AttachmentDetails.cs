namespace Casework.Tickets.Api;

public sealed record AttachmentDetails(
    int Id, string FileName, string ContentType, long Size, string Sha256, string AddedById, DateTime AddedAt)
{
    public static AttachmentDetails Of(Attachment attachment) => new(
        attachment.Id,
        attachment.FileName,
        attachment.ContentType,
        attachment.Size,
        attachment.Sha256,
        attachment.AddedById,
        attachment.AddedAt);
}
