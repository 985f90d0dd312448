using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Lets the database refuse a status that changes without its history row, and a history that does not hold together.
/// </summary>
/// <remarks>
/// A move is judged when its history row is written, and the status only follows a row that is there. Of what these triggers
/// look up nothing goes away: the history is written once.
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

    /// <summary>A status moves on to a row of its history; its key stays, for the history would not follow.</summary>
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
        var refused = $"{isOtherRow}\n  OR {now} IS NULL OR {now} <= COALESCE({was}, -1)\n  OR NOT "
            + sql.HasPast(at, "NEW.", $"{sql.PastNumber} = {now}", $"{sql.PastState} = {sql.Status(at, "NEW.")}");
        var entered = $"{condition.IsBadStart} OR {now} IS NOT NULL OR {sql.HasPast(at, "NEW.")}";

        Add(entityType, rendering, TransitionCodes.Unrecorded, new GuardTrigger(
            rendering.GuardName(at, status, "ledger"),
            at,
            GuardEvent.Update,
            new GuardCase(
                before is null ? refused : $"(CASE WHEN {before} THEN {refused}\n  ELSE {entered} END)",
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

    /// <summary>A row begins in an initial state, and with no history of another one that had its key.</summary>
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

        // Its first history row can only be written after the row itself.
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

    /// <summary>The words for what a ledger refuses.</summary>
    public static IntegrityViolation CreateViolation(string code, string entity, string status, ITransitionTable table, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            violation => code switch
            {
                TransitionCodes.NotInitial =>
                    $"{violation.Entity}.{status} begins only as {string.Join(" or ", table.InitialStates.Select(table.Text))}.",
                TransitionCodes.NotPermitted => $"{violation.Entity}.{status} moves only along the table '{table.Name}', and its history tells "
                    + "of no other move.",
                TransitionCodes.Chain => $"The transition history of {violation.Entity} begins with the row that it belongs to, and goes on where "
                    + "it ended: a new row takes the next sequence, and starts from the last state.",
                _ => $"{violation.Entity}.{status} and its transition history move together: the history row is written first, and then the "
                    + "status with the sequence of that row.",
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
