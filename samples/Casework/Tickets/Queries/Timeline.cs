using Integrity.Toolkit;
using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Casework.Tickets.Queries;

/// <summary>
/// The events of a ticket, oldest first: its transitions from the history, the activities that its hooks recorded, its
/// comments and its attachments.
/// </summary>
internal sealed class Timeline(DeskContext db)
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(
        EntityEntry<Ticket> entry, CancellationToken cancellationToken)
    {
        var id = entry.Entity.Id;
        var names = await db.People.AsNoTracking().ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken);
        var moves = await entry.Transitions().ToListAsync(cancellationToken);
        var activities = await db.Activities.AsNoTracking()
            .Where(x => x.TicketId == id)
            .OrderBy(x => x.Id)
            .ToListAsync(cancellationToken);
        var deletion = entry.Property<Guid?>(SoftDeleteDefaults.DeletionId).CurrentValue;
        var comments = await db.Comments.WithDeleted()
            .Where(x => x.TicketId == id)
            .OrderBy(x => x.Id)
            .Select(x => new
            {
                x.CreatedAt,
                x.AuthorId,
                x.Body,
                Gone = EF.Property<Guid?>(x, SoftDeleteDefaults.DeletionId) != deletion,
            })
            .ToListAsync(cancellationToken);
        var attachments = await db.Attachments.WithDeleted()
            .Where(x => x.TicketId == id)
            .OrderBy(x => x.Id)
            .Select(x => new
            {
                x.AddedAt,
                x.AddedById,
                x.FileName,
                Gone = EF.Property<Guid?>(x, SoftDeleteDefaults.DeletionId) != deletion,
            })
            .ToListAsync(cancellationToken);

        // The sort is stable, so that events with the same time stay in this order.
        return
        [
            .. moves.Select(move => Move(move, names))
                .Concat(comments.Select(x => new TimelineEntry(
                    x.CreatedAt,
                    Name(x.AuthorId, names),
                    "commented",
                    x.Gone ? "Commented (removed since)" : "Commented",
                    x.Gone ? null : Short(x.Body))))
                .Concat(attachments.Select(x => new TimelineEntry(
                    x.AddedAt,
                    Name(x.AddedById, names),
                    "attached",
                    x.Gone ? "Attached a file (removed since)" : $"Attached {x.FileName}",
                    null)))
                .Concat(activities.Select(x => new TimelineEntry(
                    x.At, Who(x.ActorKind, x.ActorId, names), x.Kind, x.What, x.Reason)))
                .OrderBy(x => x.At),
        ];
    }

    private static TimelineEntry Move(TransitionRecord move, Dictionary<string, string> names) => new(
        move.OccurredAt,
        Who(move.ActorKind, move.ActorId, names),
        move.FromState is null ? "opened" : "moved",
        move.FromState is null ? $"Opened as {move.ToState}" : $"{move.FromState} to {move.ToState}",
        move.Reason)
    {
        OffTable = move.OffTable,
    };

    private static string? Who(ActorKind kind, string? id, Dictionary<string, string> names)
        => kind == ActorKind.System ? $"the program {id}" : id is null ? null : Name(id, names);

    private static string Name(string id, Dictionary<string, string> names) => names.GetValueOrDefault(id, id);

    private static string Short(string text) => text.Length <= 120 ? text : text[..119] + "…";
}
