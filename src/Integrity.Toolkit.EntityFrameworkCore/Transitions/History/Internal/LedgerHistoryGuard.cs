using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Creates the database triggers on the rows of a required history.</summary>
internal sealed class LedgerHistoryGuard(
    IMutableEntityType entityType,
    IMutableProperty status,
    IMutableEntityType history,
    ITransitionTable table,
    IReadOnlyList<StoreObjectIdentifier> stored,
    LedgerSql sql,
    ConstraintSqlBuilder rendering)
{
    private readonly string _number = $"NEW.{sql.Column(nameof(TransitionRecord.Sequence))}";
    private readonly string _from = sql.State("NEW.", nameof(TransitionRecord.FromState));
    private readonly string _to = sql.State("NEW.", nameof(TransitionRecord.ToState));

    public void Render()
    {
        var held = new StatusCondition(status, table, stored[0], rendering);
        var offTable = rendering.Dialect.Differs(
            $"NEW.{sql.Column(nameof(TransitionRecord.OffTable))}", sql.Literal(nameof(TransitionRecord.OffTable), false));
        var backfill = $"NEW.{sql.Column(nameof(TransitionRecord.Origin))} = "
            + sql.Literal(nameof(TransitionRecord.Origin), TransitionOrigin.Backfill);

        Add(TransitionCodes.NotPermitted, new GuardTrigger(
            rendering.GuardName(sql.Table, "ledger", "move"),
            sql.Table,
            GuardEvent.Insert,
            new GuardCase(
                $"{offTable}\n  OR CASE WHEN {_from} IS NULL THEN {held.IsNoBeginning(_to)} AND {rendering.Dialect.IsNotTrue(backfill)}\n"
                    + $"  ELSE {held.IsUnchanged(_from, _to)} END",
                $"a row of {sql.Table.Name} tells of a move along the table '{table.Name}'")),
            held.IsOutside);

        // A foreign key ensures that the row's entity exists, unless the database can disable foreign keys.
        var goesOn = sql.HasPredecessor("NEW.")
            + (rendering.Dialect.HoldsForeignKeys ? "" : $" AND ({sql.HasOwner(stored, "NEW.", _ => [])})");
        var begins = sql.HasOwner(
            stored, "NEW.", at => [$"COALESCE({sql.OwnerSequence(at)}, 0) = 0", $"{sql.OwnerStatus(at)} = {_to}"]);
        Add(TransitionCodes.Chain, new GuardTrigger(
            rendering.GuardName(sql.Table, "ledger", "past"),
            sql.Table,
            GuardEvent.Insert,
            new GuardCase(
                $"(CASE WHEN {_from} IS NULL THEN {_number} <> 0 OR NOT ({begins})\n  ELSE NOT ({goesOn}) END)",
                $"a row of {sql.Table.Name} begins with the state of its row, or goes on where the history ended"))
        {
            ReadsRows = true,
        });
        Add(TransitionCodes.Unrecorded, new GuardTrigger(
            rendering.GuardName(sql.Table, "ledger", "ahead"),
            sql.Table,
            GuardEvent.Insert,
            new GuardCase(
                sql.HasOwner(stored, "NEW.", at => [$"COALESCE({sql.OwnerSequence(at)}, -1) < {_number}"]),
                $"a row of {sql.Table.Name} tells of a move that its row has not made"))
        {
            ReadsRows = true,
            IsDeferred = true,
        });
    }

    private void Add(string code, GuardTrigger trigger, string? violation = null)
    {
        var name = entityType.ShortName();
        rendering.AddTrigger(history, trigger, new RenderedConstraint(
            trigger.Name,
            sql.Table.Schema,
            sql.Table.Name,
            DatabaseErrorKind.Guard,
            code,
            history.Name,
            [],
            (_, key) => LedgerGuard.CreateViolation(code, name, status.Name, table, key))
        {
            Violation = violation,
            Violated = violation is null ? null : stored[0],
        });
    }
}
