using System.Security.Cryptography;
using Casework.Tickets.Queries;
using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc;

namespace Casework.Tickets.Pages;

public sealed class TicketModel(DeskContext db, TicketDesk desk, TicketReader reader) : DeskPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    public TicketView View { get; private set; } = null!;

    public MoveInput Move { get; } = new();

    public CommentInput Comment { get; } = new();

    public ReasonInput Deletion { get; } = new();

    public ReasonInput Restoration { get; } = new();

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostMoveAsync(
        [ShownVersion] int version,
        [Bind(Prefix = nameof(Move))] MoveInput move,
        CancellationToken cancellationToken)
        => ChangeAsync(
            () => desk.MoveAsync(Id, version, move, cancellationToken),
            violation => violation.Code == "transition.reason-required" ? "Move.Reason"
                : violation.Path == nameof(Ticket.Status) ? "Move.To"
                : "",
            cancellationToken);

    public Task<IActionResult> OnPostDeleteAsync(
        [ShownVersion] int version,
        [Bind(Prefix = nameof(Deletion))] ReasonInput why,
        CancellationToken cancellationToken)
        => ChangeAsync(() => desk.DeleteAsync(Id, version, why, cancellationToken), _ => "", cancellationToken);

    public Task<IActionResult> OnPostRestoreAsync(
        [ShownVersion] int version,
        [Bind(Prefix = nameof(Restoration))] ReasonInput why,
        CancellationToken cancellationToken)
        => ChangeAsync(() => desk.RestoreAsync(Id, version, why, cancellationToken), _ => "", cancellationToken);

    public Task<IActionResult> OnPostCommentAsync(
        [Bind(Prefix = nameof(Comment))] CommentInput comment, CancellationToken cancellationToken)
        => ChangeAsync(
            () => desk.CommentAsync(Id, comment, cancellationToken),
            violation => violation.Entity == nameof(Tickets.Comment) ? $"Comment.{violation.Path}" : "",
            cancellationToken);

    public Task<IActionResult> OnPostAttachAsync(IFormFile? file, CancellationToken cancellationToken)
        => ChangeAsync(
            async () => await desk.AttachAsync(Id, await DescribeAsync(file, cancellationToken), cancellationToken),
            violation => violation.Entity == nameof(Attachment) ? "File" : "",
            cancellationToken);

    public Task<IActionResult> OnPostRemoveCommentAsync(int comment, CancellationToken cancellationToken)
        => ChangeAsync(
            () => desk.RemoveCommentAsync(Id, comment, new ReasonInput(), cancellationToken), _ => "", cancellationToken);

    public Task<IActionResult> OnPostRemoveAttachmentAsync(int attachment, CancellationToken cancellationToken)
        => ChangeAsync(
            () => desk.RemoveAttachmentAsync(Id, attachment, new ReasonInput(), cancellationToken),
            _ => "",
            cancellationToken);

    /// <summary>Returns the metadata of a file, which is all that is stored.</summary>
    private static async Task<AttachmentInput> DescribeAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new AttachmentInput();
        }

        await using var content = file.OpenReadStream();
        return new AttachmentInput
        {
            FileName = Path.GetFileName(file.FileName),
            ContentType = file.ContentType,
            Size = file.Length,
            Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)),
        };
    }

    private async Task<IActionResult> ChangeAsync(
        Func<Task> change, Func<IntegrityViolation, string> fieldOf, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancellationToken);
        }

        return await TryAsync(change, fieldOf) ? RedirectToPage(new { Id }) : await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }
}
