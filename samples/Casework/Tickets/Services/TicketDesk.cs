using Casework.Tickets.Authentication;
using Integrity.Toolkit;
using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Services;

/// <summary>The operations on tickets, for the pages and the API. The toolkit enforces the rules.</summary>
public sealed class TicketDesk(DeskContext db, DeskActor actor, TimeProvider time)
{
    private const int Attempts = 10;

    public async Task<Ticket> OpenAsync(TicketInput input, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var ticket = new Ticket { RequesterId = actor.Person.Id, CreatedAt = now, LastActivityAt = now };
        input.ApplyTo(ticket);
        db.Add(ticket);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return ticket;
            }
            catch (Exception exception) when (input.Number is null && attempt < Attempts && IsTaken(exception))
            {
                // A concurrent request was assigned the same number.
                ticket.Number = 0;
            }
        }
    }

    public Task<Ticket> EditAsync(int id, long? version, TicketInput input, CancellationToken cancellationToken)
        => ChangeAsync(id, version, null, input.ApplyTo, cancellationToken);

    public Task<Ticket> MoveAsync(int id, long? version, MoveInput move, CancellationToken cancellationToken)
        => ChangeAsync(id, version, move.Reason, ticket => db.Entry(ticket).TransitionTo(move.To!), cancellationToken);

    public Task<Ticket> DeleteAsync(int id, long? version, ReasonInput why, CancellationToken cancellationToken)
        => ChangeAsync(id, version, why.Reason, ticket => db.Remove(ticket), cancellationToken);

    public async Task<Ticket> RestoreAsync(int id, long? version, ReasonInput why, CancellationToken cancellationToken)
    {
        var ticket = await db.Tickets.OnlyDeleted().FirstOrDefaultAsync(x => x.Id == id, cancellationToken)
            ?? throw await WhyMissingAsync(id, cancellationToken);
        using (db.ActingAs(actor.Current, why.Reason))
        {
            Expect(ticket, version);
            await db.RestoreAsync(ticket, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return ticket;
    }

    public async Task<Comment> CommentAsync(int id, CommentInput input, CancellationToken cancellationToken)
    {
        var comment = new Comment
        {
            AuthorId = actor.Person.Id,
            Body = input.Body ?? "",
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        await ChangeAsync(id, null, null, ticket => ticket.Comments.Add(comment), cancellationToken);
        return comment;
    }

    public async Task<Attachment> AttachAsync(int id, AttachmentInput input, CancellationToken cancellationToken)
    {
        var attachment = new Attachment
        {
            FileName = input.FileName ?? "",
            ContentType = input.ContentType ?? "",
            Size = input.Size,
            Sha256 = input.Sha256 ?? "",
            AddedById = actor.Person.Id,
            AddedAt = time.GetUtcNow().UtcDateTime,
        };
        await ChangeAsync(id, null, null, ticket => ticket.Attachments.Add(attachment), cancellationToken);
        return attachment;
    }

    public Task<Ticket> RemoveCommentAsync(int id, int comment, ReasonInput why, CancellationToken cancellationToken)
        => ChangeAsync(
            id,
            null,
            why.Reason,
            ticket => db.Remove(ticket.Comments.FirstOrDefault(x => x.Id == comment) ?? throw new TicketStateException(
                "comment.unknown", isMissing: true, "The comment does not exist.")),
            cancellationToken);

    public Task<Ticket> RemoveAttachmentAsync(
        int id, int attachment, ReasonInput why, CancellationToken cancellationToken)
        => ChangeAsync(
            id,
            null,
            why.Reason,
            ticket => db.Remove(ticket.Attachments.FirstOrDefault(x => x.Id == attachment)
                ?? throw new TicketStateException(
                    "attachment.unknown", isMissing: true, "The attachment does not exist.")),
            cancellationToken);

    private static bool IsTaken(Exception exception)
        => exception is IIntegrityError { Violations: [{ Code: RuleCodes.UniqueTaken }] };

    private async Task<Ticket> ChangeAsync(
        int id, long? version, string? reason, Action<Ticket> change, CancellationToken cancellationToken)
    {
        // Includes the parts that are deleted with the ticket, because the toolkit cascades to loaded entities.
        var ticket = await db.Tickets
            .Include(x => x.Comments)
            .Include(x => x.Attachments)
            .AsSplitQuery()
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken)
            ?? throw await WhyMissingAsync(id, cancellationToken);
        using (db.ActingAs(actor.Current, string.IsNullOrWhiteSpace(reason) ? null : reason))
        {
            Expect(ticket, version);
            change(ticket);
            await db.SaveChangesAsync(cancellationToken);
        }

        return ticket;
    }

    private void Expect(Ticket ticket, long? version)
    {
        if (version is { } expected)
        {
            db.Entry(ticket).ExpectVersion(expected);
        }
    }

    private async Task<TicketStateException> WhyMissingAsync(int id, CancellationToken cancellationToken)
    {
        var deletedAt = await db.Tickets.WithDeleted()
            .Where(ticket => ticket.Id == id)
            .Select(ticket => new { At = EF.Property<DateTime?>(ticket, SoftDeleteDefaults.DeletedAt) })
            .FirstOrDefaultAsync(cancellationToken);
        return deletedAt switch
        {
            null => new TicketStateException("ticket.unknown", isMissing: true, "The ticket does not exist."),
            { At: null } => new TicketStateException(
                "ticket.live", isMissing: false, "The ticket is not deleted, so there is nothing to restore."),
            _ => new TicketStateException(
                "ticket.deleted", isMissing: false, "The ticket is deleted. Restore it before changing it."),
        };
    }
}
