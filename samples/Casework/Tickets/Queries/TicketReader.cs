using Integrity.Toolkit;
using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Versioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Casework.Tickets.Queries;

/// <summary>Reads a ticket with its related data, deleted or not.</summary>
public sealed class TicketReader(DeskContext db)
{
    public async Task<TicketView?> FindAsync(int id, CancellationToken cancellationToken)
    {
        var ticket = await db.Tickets.WithDeleted()
            .Include(x => x.Organization)
            .Include(x => x.Requester)
            .Include(x => x.Assignee)
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (ticket is null)
        {
            return null;
        }

        var entry = db.Entry(ticket);
        var deletion = await DeletionOfAsync(entry, cancellationToken);

        // A deleted ticket is shown with what was deleted together with it, but not with what was deleted before.
        var deletionId = entry.Property<Guid?>(SoftDeleteDefaults.DeletionId).CurrentValue;
        var comments = deletion is null
            ? db.Comments
            : db.Comments.WithDeleted()
                .Where(x => EF.Property<Guid?>(x, SoftDeleteDefaults.DeletionId) == deletionId);
        var attachments = deletion is null
            ? db.Attachments
            : db.Attachments.WithDeleted()
                .Where(x => EF.Property<Guid?>(x, SoftDeleteDefaults.DeletionId) == deletionId);
        return new TicketView(ticket, entry.Property<int>(VersioningDefaults.Version).CurrentValue)
        {
            Deletion = deletion,
            Steps = deletion is null ? StepsOf(entry) : [],
            Comments = await comments.AsNoTracking()
                .Include(x => x.Author)
                .Where(x => x.TicketId == id)
                .OrderBy(x => x.Id)
                .ToListAsync(cancellationToken),
            Attachments = await attachments.AsNoTracking()
                .Include(x => x.AddedBy)
                .Where(x => x.TicketId == id)
                .OrderBy(x => x.Id)
                .ToListAsync(cancellationToken),
            Timeline = await new Timeline(db).OfAsync(entry, cancellationToken),
        };
    }

    private async Task<Deletion?> DeletionOfAsync(EntityEntry<Ticket> entry, CancellationToken cancellationToken)
    {
        if (entry.Property<DateTime?>(SoftDeleteDefaults.DeletedAt).CurrentValue is not { } at)
        {
            return null;
        }

        var id = entry.Property<string?>(SoftDeleteDefaults.DeletedBy).CurrentValue;
        var person = id is null ? null : await db.People.FindAsync([id], cancellationToken);
        return new Deletion(
            at, person?.Name ?? id, entry.Property<string?>(SoftDeleteDefaults.DeletionReason).CurrentValue);
    }

    /// <summary>Returns all other states: first the permitted ones, then the others with the reason.</summary>
    private static IReadOnlyList<NextStep> StepsOf(EntityEntry<Ticket> entry)
    {
        var edges = entry.GetPossibleTransitions().ToLookup(step => (string)step.Transition.To);
        return
        [
            .. from state in TicketFlow.Table.States
               where state != entry.Entity.Status
               let open = edges[state].FirstOrDefault(step => step.Check.IsAllowed)
               let violation = open is null ? entry.CanTransitionTo(state).Violations[0] : null
               orderby open is null
               select new NextStep(
                   state, open is not null, open?.Transition.RequiresReason ?? false, violation?.Code, violation is null ? null : Why(violation)),
        ];
    }

    /// <summary>Uses the descriptions of the guards if there are any.</summary>
    private static string Why(IntegrityViolation violation)
        => violation.Arguments.GetValueOrDefault("reasons") is IReadOnlyList<string> { Count: > 0 } reasons
            ? $"Only when {string.Join(", and ", reasons)}."
            : violation.Message;
}
