using System.Data.Common;
using System.Globalization;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The statements of a set-based move. What is picked and judged is kept in a temporary table, so that all later statements are
/// about the same rows, also where the query looks at what they write.
/// </summary>
internal sealed class SetBasedExecutor(SetBasedRequest move, SetBasedSelection rows)
{
    private const string Picked = SetBasedRequest.Picked;

    private readonly RowTable _table = move.Tables[0];

    public SetBasedRequest Move => move;

    public static IntegrityConflictException Conflict(SetBasedRequest move, Exception? inner)
    {
        var violation = SetBasedViolations.Conflict(move);
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        return new IntegrityConflictException(
            [new IntegrityConflict(move.Name, [], nameof(TransitionRecord.Sequence), null, null)], [violation], inner, []);
    }

    public async ValueTask<SetBasedTransitionResult> WriteAsync(bool async, CancellationToken cancellationToken)
    {
        await PickAsync(async, cancellationToken).ConfigureAwait(false);
        foreach (var companion in move.Companions)
        {
            await companion.EvaluateAsync(move, async, cancellationToken).ConfigureAwait(false);
        }

        var (result, unsequenced) = await CountAsync(async, cancellationToken).ConfigureAwait(false);
        if (result.Skipped > 0 && move.Options.InvalidRows == InvalidRowBehavior.AllOrNothing)
        {
            throw SetBasedViolations.Exception(SetBasedViolations.SomeNotPermitted(move, result));
        }

        if (result.Transitioned > 0)
        {
            await ExecuteAsync(result.Transitioned, unsequenced, async, cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(_ => $"DROP TABLE {Picked}", async, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async ValueTask ExecuteAsync(int moved, int unsequenced, bool async, CancellationToken cancellationToken)
    {
        if (move.Plan.Mode == EnforcementMode.Off)
        {
            EnsureRowCount(moved, await UpdateAsync(StatusAlone, async, cancellationToken).ConfigureAwait(false));
            return;
        }

        var history = new SetBasedHistory(move);
        if (unsequenced > 0)
        {
            await RunAsync(history.Backfill, async, cancellationToken).ConfigureAwait(false);
        }

        EnsureRowCount(moved, await RunAsync(history.Next, async, cancellationToken).ConfigureAwait(false));
        EnsureRowCount(moved, await UpdateAsync(StatusAndSequence, async, cancellationToken).ConfigureAwait(false));
        foreach (var companion in move.Companions)
        {
            await companion.AfterAsync(move, async, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask PickAsync(bool async, CancellationToken cancellationToken)
    {
        var key = move.Plan.History.OwnerKey;
        await RunAsync(
            _ => $"CREATE TEMPORARY TABLE {Picked} AS\n"
                + $"SELECT {string.Join(", ", key.Select((property, i) => $"{_table.Column(property)} AS k{i}"))}, "
                + $"{_table.Column(move.Plan.Sequence)} AS seq, {_table.Column(move.Plan.Status)} AS state, 0 AS edge\n"
                + $"FROM {_table.Name} WHERE 1 = 0",
            async,
            cancellationToken).ConfigureAwait(false);
        if (move.Dialect.LockRows is not { } lockRows)
        {
            // One lock for all there is: what is read after it stays as it is.
            await RunAsync(_ => move.Dialect.LockAll(_table.Name)!, async, cancellationToken).ConfigureAwait(false);
            await RunAsync(
                command => $"{rows.With(command)}INSERT INTO {Picked} SELECT * FROM picked", async, cancellationToken).ConfigureAwait(false);
            return;
        }

        // First the locks, in the order of the key, so that two moves never wait for each other. What was waited for is seen
        // by the next statement.
        var keys = string.Join(", ", SetBasedSelection.Keys(move));
        foreach (var table in move.Tables)
        {
            var columns = string.Join(", ", key.Select(property => $"t.{table.Column(property)}"));
            await RunAsync(
                command => $"{rows.With(command)}INSERT INTO {Picked} ({keys})\nSELECT {columns} FROM {table.Name} AS t "
                    + $"WHERE ({columns}) IN (SELECT {keys} FROM picked)\nORDER BY {columns}{lockRows}",
                async,
                cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(
            command => $"{rows.With(command)}UPDATE {Picked} AS p SET seq = j.seq, state = j.state, edge = j.edge\nFROM picked AS j "
                + $"WHERE {string.Join(" AND ", SetBasedSelection.Keys(move).Select(name => $"p.{name} = j.{name}"))}",
            async,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was picked and is in no state any more does not match any more.</summary>
    private async ValueTask<(SetBasedTransitionResult Result, int Unsequenced)> CountAsync(bool async, CancellationToken cancellationToken)
        => await move.Command().ReadAsync(
            "SELECT COUNT(edge), COUNT(CASE WHEN edge > 0 THEN 1 END), COUNT(CASE WHEN edge < 0 THEN 1 END), "
            + $"COUNT(CASE WHEN edge > 0 AND seq IS NULL THEN 1 END)\nFROM {Picked}",
            row => (new SetBasedTransitionResult(
                Number(row, 0), Number(row, 1), Number(row, 2), Number(row, 0) - Number(row, 1) - Number(row, 2)), Number(row, 3)),
            async,
            cancellationToken).ConfigureAwait(false);

    private string StatusAndSequence(SetBasedSql sql)
    {
        var (status, sequence) = (sql.Row(move.Plan.Status), sql.Row(move.Plan.Sequence));
        return $"UPDATE {sql.Table.Name} AS t\nSET {sql.Table.Column(move.Plan.Status)} = {sql.ToState}, "
            + $"{sql.Table.Column(move.Plan.Sequence)} = {sql.Sequence}{Along(sql)}"
            + string.Concat(move.Columns.Select(column => $", {sql.Table.Column(column.Property)} = {column.Value(sql)}"))
            + $"\nFROM {Picked} AS p INNER JOIN {move.History.Name} AS h ON {sql.SameHistory}\n"
            + $"WHERE {sql.SameRow} AND {status} = {sql.FromState} AND COALESCE({sequence}, 0) + 1 = {sql.Sequence}";
    }

    private string StatusAlone(SetBasedSql sql)
        => $"UPDATE {sql.Table.Name} AS t\nSET {sql.Table.Column(move.Plan.Status)} = {sql.Outcome}{Along(sql)}\n"
            + $"FROM {Picked} AS p\n"
            + $"WHERE {sql.SameRow} AND p.edge > 0 AND {sql.Row(move.Plan.Status)} = p.state";

    private string Along(SetBasedSql sql)
        => string.Concat(move.Along.Select(column => $", {sql.Table.Column(column.Property)} = {column.Next(sql.Row(column.Property))}"));

    private async ValueTask<int> UpdateAsync(Func<SetBasedSql, string> sql, bool async, CancellationToken cancellationToken)
    {
        var updated = 0;
        foreach (var table in move.Tables)
        {
            updated += await RunAsync(
                command => sql(new SetBasedSql(move, table, command)), async, cancellationToken).ConfigureAwait(false);
        }

        return updated;
    }

    private async ValueTask<int> RunAsync(Func<RowCommand, string> sql, bool async, CancellationToken cancellationToken)
    {
        var command = move.Command();
        return await command.ExecuteAsync(sql(command), async, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Less than was judged means that somebody was there in between, past the locks.</summary>
    private void EnsureRowCount(int expected, int written)
    {
        if (written != expected)
        {
            throw Conflict(move, inner: null);
        }
    }

    private static int Number(DbDataReader row, int column)
        => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
}
