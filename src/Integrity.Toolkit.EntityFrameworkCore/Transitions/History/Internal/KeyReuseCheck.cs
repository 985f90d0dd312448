using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// A new entity with the key of one that was deleted for good, and whose history was kept: it cannot have that history as well.
/// </summary>
internal static class KeyReuseCheck
{
    /// <summary>Whether a history row begins a history that would stay without its entity.</summary>
    public static bool Concerns(EntityEntry row)
        => row.Entity is TransitionRecord { Sequence: 0, Origin: not TransitionOrigin.Backfill }
            && ModelPlan.FindDeclared<HistoryPlan>(row.Metadata) is { IsKept: true };

    public static IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            TransitionCodes.KeyReused,
            entity,
            $"A new {entity} has a key with a transition history already: that of one that was deleted for good, and whose history "
            + "is kept. Give it another key.",
            key: key);

    public static IntegrityUpdateException Failure(EntityEntry owner, TransitionsPlan plan)
    {
        var violation = CreateViolation(owner.Metadata.ShortName(), plan.KeyOf(owner));
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        return new IntegrityUpdateException(
            new DatabaseError(DatabaseErrorKind.PrimaryKey, TransitionCodes.KeyReused)
            {
                Table = plan.History.Type.GetTableName(),
                Schema = plan.History.Type.GetSchema(),
                Entity = violation.Entity,
            },
            violation,
            null,
            [owner]);
    }
}
