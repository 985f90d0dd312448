using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Creates database triggers that reject what the table does not permit; they do not evaluate its guards.</summary>
internal sealed class StatusGuard(string status, ITransitionTable table, GuardedRows rows) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var property = entityType.FindProperty(status)!;
        foreach (var stored in rows.TablesWith(property))
        {
            rendering.KeepRows(entityType, stored);
            var sql = new StatusCondition(property, table, stored, rendering);
            var (before, after) = (rows.Condition(stored, rendering, "OLD."), rows.Condition(stored, rendering, "NEW."));
            var held = rows.Condition(stored, rendering, RenderedConstraint.Row);
            var discriminator = rows.Discriminator(stored, rendering);

            Add(
                "move",
                GuardEvent.Update,
                TransitionCodes.NotPermitted,
                $"{stored.Name}.{status} moves only along the table '{table.Name}'",
                after is null
                    ? sql.IsInvalidTransition
                    : $"{after}\n  AND CASE WHEN {before} THEN {sql.IsInvalidTransition}\n  ELSE {sql.IsBadStart} END",
                discriminator is null ? [sql.Column] : [sql.Column, discriminator],
                held is null ? sql.IsOutside : $"{held} AND {sql.IsOutside}");
            Add(
                "initial",
                GuardEvent.Insert,
                TransitionCodes.NotInitial,
                $"{stored.Name}.{status} begins only in an initial state of the table '{table.Name}'",
                after is null ? sql.IsBadStart : $"{after}\n  AND {sql.IsBadStart}",
                []);

            void Add(
                string what,
                GuardEvent on,
                string code,
                string message,
                string rejected,
                string[] columns,
                string? violation = null)
            {
                var name = rendering.GuardName(stored, status, what);
                var trigger = new GuardTrigger(name, stored, on, new GuardCase(rejected, message)) { Columns = columns };
                rendering.AddTrigger(entityType, trigger, new RenderedConstraint(
                    trigger.Name,
                    stored.Schema,
                    stored.Name,
                    DatabaseErrorKind.Guard,
                    code,
                    entityType.Name,
                    [status],
                    (entity, key) => CreateViolation(code, entity, key)) { Violation = violation });
            }
        }
    }

    private IntegrityViolation CreateViolation(string code, string entity, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            violation => code == TransitionCodes.NotInitial
                ? $"{violation.Entity}.{status} cannot have this initial state. "
                    + $"Use {string.Join(" or ", table.InitialStates.Select(table.Text))}."
                : $"{violation.Entity}.{status} cannot change to this state: the table '{table.Name}' does not permit the "
                    + "transition. Request a permitted transition.",
            MemberPath.Parse(status),
            key);
}
