using Integrity.Toolkit.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Lets the database keep a history as it was written.</summary>
internal sealed class HistoryGuard(IMutableEntityType owner, bool goesWithOwner) : DatabaseDeclaration
{
    public const string Code = "transition.history-written";

    private static readonly string[] Redactable =
        [nameof(TransitionRecord.ActorId), nameof(TransitionRecord.Reason), nameof(TransitionRecord.RedactedAt)];

    public override void Render(IMutableEntityType entityType, DatabaseRendering rendering)
    {
        var name = owner.ShortName();
        new WrittenOnce(entityType)
        {
            Redactable = Redactable,
            Parent = goesWithOwner ? entityType.GetForeignKeys().Single() : null,
            Changed = (Code, (_, key) => Refuse(name, key)),
            Deleted = (Code, (_, key) => Refuse(name, key)),
        }.Render(rendering);
    }

    private static Refusal Refuse(string name, IReadOnlyList<object?> key)
        => new(Code, name, refusal => $"The transition history of {refusal.Entity} is written once, and never changed.", key: key);
}
