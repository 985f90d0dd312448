namespace Casework.Tickets.Services;

public sealed class AttachmentInput
{
    public string? FileName { get; set; }

    public string? ContentType { get; set; }

    public long Size { get; set; }

    public string? Sha256 { get; set; }
}
