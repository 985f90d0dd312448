using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// The statements of a migration before it creates the triggers of a required history: they insert the first history row of rows
/// without a history, and one more for those whose history ends in another state, which could otherwise never change again.
/// </summary>
internal sealed class LedgerBackfill(
    IMutableProperty status,
    ITransitionTable table,
    StoreObjectIdentifier at,
    LedgerSql sql,
    GuardedRows rows,
    ConstraintSqlBuilder rendering)
{
    private const string Row = "\"held\"";

    private const string Last = "\"last\"";

    private readonly IReadOnlyList<(string Owner, string History)> _keys = [.. sql.Keys(at)];

    public void AddTo(IMutableEntityType entityType)
        => ConstraintSqlBuilder.AddStatement(
            entityType,
            rendering.GuardName(at, status.Name, "backfill"),
            at,
            sql.Table,
            $"{First()}\n{Correction()}\n{Sequences()}");

    private string First()
        => Insert("0", "NULL", offTable: false)
            + $"FROM {Table} AS {Row}\nWHERE {Mine}{Status} IS NOT NULL\n  AND NOT {sql.HasPast(at, $"{Row}.")};";

    private string Correction()
        => Insert($"{Last}.{Number} + 1", $"{Last}.{To}", offTable: true)
            + $"FROM {Table} AS {Row} JOIN {History} AS {Last} ON {OfRow(Last)}\n"
            + $"WHERE {Mine}{Status} IS NOT NULL\n"
            + $"  AND {rendering.Dialect.Differs(sql.State($"{Last}.", nameof(TransitionRecord.ToState)), sql.Status(at, $"{Row}."))}\n"
            + $"  AND NOT {sql.HasPast(at, $"{Row}.", $"{sql.PastNumber} > {Last}.{Number}")};";

    private string Sequences()
    {
        var last = $"(SELECT MAX({Number}) FROM {History} AS {Last} WHERE {OfTable(Last)})";
        var column = sql.Sequence(at, "");
        return $"UPDATE {Table} SET {column} = {last}\nWHERE {(rows.Condition(at, rendering, "") is { } mine ? $"{mine} AND " : "")}"
            + $"{rendering.Dialect.Differs(column, last)};";
    }

    private string Insert(string number, string from, bool offTable)
    {
        (string Column, string Value)[] values =
        [
            .. _keys.Select(key => (key.History, $"{Row}.{key.Owner}")),
            (Number, number),
            (sql.Column(nameof(TransitionRecord.FromState)), from),
            (To, Status),
            Constant(nameof(TransitionRecord.Origin), TransitionOrigin.Backfill),
            Constant(nameof(TransitionRecord.OffTable), offTable),
            Constant(nameof(TransitionRecord.ActorKind), ActorKind.Unknown),
            (sql.Column(nameof(TransitionRecord.OccurredAt)), Now()),
            Constant(nameof(TransitionRecord.TableHash), table.Hash),
        ];

        return $"INSERT INTO {History} ({string.Join(", ", values.Select(value => value.Column))})\n"
            + $"SELECT {string.Join(", ", values.Select(value => value.Value))}\n";
    }

    private (string Column, string Value) Constant(string member, object value) => (sql.Column(member), sql.Literal(member, value));

    private string Now()
        => rendering.Dialect.UtcNow(sql.StoreType(nameof(TransitionRecord.OccurredAt))) ?? throw new NotSupportedException(
            $"The history of {status.DeclaringType.DisplayName()} stores its times as "
            + $"{sql.StoreType(nameof(TransitionRecord.OccurredAt))}, for which this database has no current time, so a "
            + "migration cannot insert the first history rows. Map the times to a date and time type, or use "
            + "GuardInDatabase() instead.");

    private string OfRow(string alias) => string.Join(" AND ", _keys.Select(key => $"{alias}.{key.History} = {Row}.{key.Owner}"));

    private string OfTable(string alias) => string.Join(" AND ", _keys.Select(key => $"{alias}.{key.History} = {Table}.{key.Owner}"));

    private string Mine => rows.Condition(at, rendering, $"{Row}.") is { } mine ? $"{mine} AND " : "";

    private string Status => $"{Row}.{rendering.Column(status, at)}";

    private string Table => rendering.Dialect.Quote(at);

    private string History => rendering.Dialect.Quote(sql.Table);

    private string Number => sql.Column(nameof(TransitionRecord.Sequence));

    private string To => sql.Column(nameof(TransitionRecord.ToState));
}
