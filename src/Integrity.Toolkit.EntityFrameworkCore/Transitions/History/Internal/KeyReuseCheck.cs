using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Detects a new entity with the key of a permanently deleted one whose history was kept, because it cannot share that history.
/// </summary>
internal static class KeyReuseCheck
{
    /// <summary>Returns whether a row is the first of a history that is kept after its entity.</summary>
    public static bool Concerns(EntityEntry row)
        => row.Entity is TransitionRecord { Sequence: 0, Origin: not TransitionOrigin.Backfill }
            && ModelPlan.FindDeclared<HistoryPlan>(row.Metadata) is { IsKept: true };

    public static IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            TransitionCodes.KeyReused,
            entity,
            $"A new {entity} has the key of a permanently deleted one whose transition history was kept. Use another key.",
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
