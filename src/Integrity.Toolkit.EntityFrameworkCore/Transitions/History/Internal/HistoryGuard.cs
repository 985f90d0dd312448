using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Creates database triggers that reject changes of a history.</summary>
/// <param name="owner">The entity type that owns the history; null if several types share it.</param>
/// <param name="goesWithOwner">Whether the history rows are deleted with their owner.</param>
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

    /// <summary>Creates the violation. The key of a row of a shared history contains the name of its entity type.</summary>
    private IntegrityViolation CreateViolation(string history, IReadOnlyList<object?> key)
        => new(
            TransitionCodes.HistoryWritten,
            owner?.ShortName() ?? (key is [string name, ..] ? name : history),
            violation => $"The transition history of {violation.Entity} cannot be changed or deleted. Change the status instead.",
            key: key);
}
