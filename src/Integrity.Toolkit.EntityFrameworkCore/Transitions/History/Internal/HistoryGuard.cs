using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Lets the database keep a history as it was written.</summary>
/// <param name="owner">Whose history it is; null where several types share it.</param>
/// <param name="goesWithOwner">Whether its rows go with their owner.</param>
internal sealed class HistoryGuard(IMutableEntityType? owner, bool goesWithOwner) : DatabaseConstraint
{
    private static readonly string[] Redactable =
        [nameof(TransitionRecord.ActorId), nameof(TransitionRecord.Reason), nameof(TransitionRecord.RedactedAt)];

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        new ImmutableRowTriggers(entityType)
        {
            Redactable = Redactable,
            Parent = goesWithOwner ? entityType.GetForeignKeys().Single() : null,
            Changed = (TransitionCodes.HistoryWritten, CreateViolation),
            Deleted = (TransitionCodes.HistoryWritten, CreateViolation),
        }.Render(rendering);
    }

    /// <summary>A row of a shared history says itself whose it is, where it is known which one it was.</summary>
    private IntegrityViolation CreateViolation(string history, IReadOnlyList<object?> key)
        => new(
            TransitionCodes.HistoryWritten,
            owner?.ShortName() ?? (key is [string name, ..] ? name : history),
            violation => $"The transition history of {violation.Entity} is written once, and never changed.",
            key: key);
}
