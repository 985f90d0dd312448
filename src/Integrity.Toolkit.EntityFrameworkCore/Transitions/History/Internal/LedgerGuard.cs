using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Creates database triggers for a required history: they reject a status change without its history row, and a history that is
/// not continuous.
/// </summary>
/// <remarks>
/// A transition is evaluated when its history row is inserted, and the status can only change to that of an existing row. The
/// triggers can rely on the history rows because these never change.
/// </remarks>
internal sealed class LedgerGuard(
    string status,
    string sequence,
    IMutableEntityType history,
    ITransitionTable table,
    GuardedRows rows) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var property = entityType.FindProperty(status)!;
        var stored = rows.TablesWith(property);
        if (stored.Count == 0)
        {
            return;
        }

        var sql = new LedgerSql(property, entityType.FindProperty(sequence)!, history, rendering);
        foreach (var at in stored)
        {
            rendering.KeepRows(entityType, at);
            var condition = new StatusCondition(property, table, at, rendering);
            Transitions(entityType, at, sql, condition, rendering);
            Begins(entityType, at, sql, condition, rendering);
            new LedgerBackfill(property, table, at, sql, rows, rendering).AddTo(entityType);
        }

        new LedgerHistoryGuard(entityType, property, history, table, stored, sql, rendering).Render();
    }

    /// <summary>
    /// Requires a history row for a status change, and rejects a changed key, because the history would keep the old one.
    /// </summary>
    private void Transitions(
        IMutableEntityType entityType, StoreObjectIdentifier at, LedgerSql sql, StatusCondition condition, ConstraintSqlBuilder rendering)
    {
        var dialect = rendering.Dialect;
        var (before, after) = (rows.Condition(at, rendering, "OLD."), rows.Condition(at, rendering, "NEW."));
        var isOtherRow = string.Join(" OR ", sql.Keys(at).Select(key => dialect.Differs($"NEW.{key.Owner}", $"OLD.{key.Owner}")));
        string[] changes =
        [
            dialect.Differs(sql.Status(at, "NEW."), sql.Status(at, "OLD.")),
            dialect.Differs(sql.Sequence(at, "NEW."), sql.Sequence(at, "OLD.")),
            isOtherRow,
        ];
        var (now, was) = (sql.Sequence(at, "NEW."), sql.Sequence(at, "OLD."));
        var rejected = $"{isOtherRow}\n  OR {now} IS NULL OR {now} <= COALESCE({was}, -1)\n  OR NOT "
            + sql.HasPast(at, "NEW.", $"{sql.PastNumber} = {now}", $"{sql.PastState} = {sql.Status(at, "NEW.")}");
        var entered = $"{condition.IsBadStart} OR {now} IS NOT NULL OR {sql.HasPast(at, "NEW.")}";

        Add(entityType, rendering, TransitionCodes.Unrecorded, new GuardTrigger(
            rendering.GuardName(at, status, "ledger"),
            at,
            GuardEvent.Update,
            new GuardCase(
                before is null ? rejected : $"(CASE WHEN {before} THEN {rejected}\n  ELSE {entered} END)",
                $"{at.Name}.{status} changes only together with its history row"))
        {
            ReadsRows = true,
            When = after is null
                ? string.Join("\n  OR ", changes)
                : $"{after}\n  AND ({string.Join("\n  OR ", changes)}\n  OR {dialect.IsNotTrue(before!)})",
        },
        violation: Disagrees(at, sql, rendering),
        reads: sql.Table);
    }

    /// <summary>Requires an initial state of a new row, and rejects a key that has the history of another row.</summary>
    private void Begins(
        IMutableEntityType entityType, StoreObjectIdentifier at, LedgerSql sql, StatusCondition condition, ConstraintSqlBuilder rendering)
    {
        var after = rows.Condition(at, rendering, "NEW.");
        var number = sql.Sequence(at, "NEW.");

        Add(entityType, rendering, TransitionCodes.NotInitial, new GuardTrigger(
            rendering.GuardName(at, status, "initial"),
            at,
            GuardEvent.Insert,
            new GuardCase(condition.IsBadStart, $"{at.Name}.{status} begins only in an initial state of the table '{table.Name}'"))
        {
            When = after,
        });
        Add(entityType, rendering, TransitionCodes.Chain, new GuardTrigger(
            rendering.GuardName(at, status, "begin"),
            at,
            GuardEvent.Insert,
            new GuardCase(
                $"{number} <> 0\n  OR {sql.HasPast(at, "NEW.")}",
                $"a new row of {at.Name} begins at the beginning of a history of its own"))
        {
            ReadsRows = true,
            IsAfter = true,
            When = after,
        });

        // The first history row can only be inserted after the row itself.
        Add(entityType, rendering, TransitionCodes.Unrecorded, new GuardTrigger(
            rendering.GuardName(at, status, "begun"),
            at,
            GuardEvent.Insert,
            new GuardCase(
                $"NOT {sql.HasPast(at, "NEW.", $"{sql.PastNumber} = 0")}\n  AND EXISTS (SELECT 1 FROM {rendering.Dialect.Quote(at)} WHERE "
                    + $"{string.Join(" AND ", sql.Keys(at).Select(key => $"{key.Owner} = NEW.{key.Owner}"))})",
                $"a row of {at.Name} has a sequence only with the first row of its history"))
        {
            ReadsRows = true,
            IsDeferred = true,
            When = after is null ? $"{number} IS NOT NULL" : $"{after} AND {number} IS NOT NULL",
        });
    }

    private string Disagrees(StoreObjectIdentifier at, LedgerSql sql, ConstraintSqlBuilder rendering)
    {
        var number = sql.Sequence(at, RenderedConstraint.Row);
        var disagrees = $"({number} IS NOT NULL AND NOT "
            + sql.HasPast(at, RenderedConstraint.Row, $"{sql.PastNumber} = {number}", $"{sql.PastState} = {sql.Status(at, RenderedConstraint.Row)}")
            + $" OR {sql.HasPast(at, RenderedConstraint.Row, $"{sql.PastNumber} > COALESCE({number}, -1)")})";

        return rows.Condition(at, rendering, RenderedConstraint.Row) is { } held ? $"{held} AND {disagrees}" : disagrees;
    }

    /// <summary>Creates the violation of a required history.</summary>
    public static IntegrityViolation CreateViolation(
        string code, string entity, string status, ITransitionTable table, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            violation => code switch
            {
                TransitionCodes.NotInitial =>
                    $"{violation.Entity}.{status} cannot have this initial state. "
                    + $"Use {string.Join(" or ", table.InitialStates.Select(table.Text))}.",
                TransitionCodes.NotPermitted =>
                    $"{violation.Entity}.{status} cannot have this transition in its history: the table '{table.Name}' does not "
                    + "permit it. Request a permitted transition.",
                TransitionCodes.Chain =>
                    $"The transition history of {violation.Entity} must start with its row and be continuous. Insert a history "
                    + "row with the next sequence that starts from the last state.",
                _ => $"{violation.Entity}.{status} and its transition history can only change together. Insert the history row, "
                    + "and then update the status with the sequence of that row.",
            },
            MemberPath.Parse(status),
            key);

    private void Add(
        IMutableEntityType entityType,
        ConstraintSqlBuilder rendering,
        string code,
        GuardTrigger trigger,
        string? violation = null,
        StoreObjectIdentifier? reads = null)
        => rendering.AddTrigger(entityType, trigger, new RenderedConstraint(
            trigger.Name,
            trigger.Table.Schema,
            trigger.Table.Name,
            DatabaseErrorKind.Guard,
            code,
            entityType.Name,
            [status],
            (entity, key) => CreateViolation(code, entity, status, table, key))
        {
            Violation = violation,
            Reads = reads,
        });
}
