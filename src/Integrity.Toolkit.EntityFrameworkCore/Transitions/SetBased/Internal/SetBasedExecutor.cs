using System.Data.Common;
using System.Globalization;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// Executes the statements of a set-based transition. The selected and evaluated rows are stored in a temporary table, so that
/// all later statements use the same rows, even if the query reads columns that they write.
/// </summary>
internal sealed class SetBasedExecutor(SetBasedRequest request, SetBasedSelection rows)
{
    private const string Picked = SetBasedRequest.Picked;

    private readonly RowTable _table = request.Tables[0];

    public SetBasedRequest Move => request;

    public static IntegrityConflictException Conflict(SetBasedRequest request, Exception? inner)
    {
        var violation = SetBasedViolations.Conflict(request);
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        return new IntegrityConflictException(
            [new IntegrityConflict(request.Name, [], nameof(TransitionRecord.Sequence), null, null)], [violation], inner, []);
    }

    public async ValueTask<SetBasedTransitionResult> WriteAsync(bool async, CancellationToken cancellationToken)
    {
        await PickAsync(async, cancellationToken).ConfigureAwait(false);
        foreach (var companion in request.Companions)
        {
            await companion.EvaluateAsync(request, async, cancellationToken).ConfigureAwait(false);
        }

        var (result, unsequenced) = await CountAsync(async, cancellationToken).ConfigureAwait(false);
        if (result.Skipped > 0 && request.Options.InvalidRows == InvalidRowBehavior.AllOrNothing)
        {
            throw SetBasedViolations.Exception(SetBasedViolations.SomeNotPermitted(request, result));
        }

        if (result.Transitioned > 0)
        {
            await ExecuteAsync(result.Transitioned, unsequenced, async, cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(_ => $"DROP TABLE {Picked}", async, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async ValueTask ExecuteAsync(int transitioned, int unsequenced, bool async, CancellationToken cancellationToken)
    {
        if (request.Plan.Mode == EnforcementMode.Off)
        {
            EnsureRowCount(transitioned, await UpdateAsync(StatusAlone, async, cancellationToken).ConfigureAwait(false));
            return;
        }

        var history = new SetBasedHistory(request);
        if (unsequenced > 0)
        {
            await RunAsync(history.Backfill, async, cancellationToken).ConfigureAwait(false);
        }

        EnsureRowCount(transitioned, await RunAsync(history.Next, async, cancellationToken).ConfigureAwait(false));
        EnsureRowCount(transitioned, await UpdateAsync(StatusAndSequence, async, cancellationToken).ConfigureAwait(false));
        foreach (var companion in request.Companions)
        {
            await companion.AfterAsync(request, async, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask PickAsync(bool async, CancellationToken cancellationToken)
    {
        var key = request.Plan.History.OwnerKey;
        await RunAsync(
            _ => $"CREATE TEMPORARY TABLE {Picked} AS\n"
                + $"SELECT {string.Join(", ", key.Select((property, i) => $"{_table.Column(property)} AS k{i}"))}, "
                + $"{_table.Column(request.Plan.Sequence)} AS seq, {_table.Column(request.Plan.Status)} AS state, 0 AS edge\n"
                + $"FROM {_table.Name} WHERE 1 = 0",
            async,
            cancellationToken).ConfigureAwait(false);
        if (request.Dialect.LockRows is not { } lockRows)
        {
            // One lock for the database: the rows that are read after it do not change.
            await RunAsync(_ => request.Dialect.LockAll(_table.Name)!, async, cancellationToken).ConfigureAwait(false);
            await RunAsync(
                command => $"{rows.With(command)}INSERT INTO {Picked} SELECT * FROM picked",
                async,
                cancellationToken).ConfigureAwait(false);
            return;
        }

        // The locks first, in the order of the key, to avoid deadlocks between two set-based transitions. The next statement
        // reads the rows as they are after the wait.
        var keys = string.Join(", ", SetBasedSelection.Keys(request));
        foreach (var table in request.Tables)
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
                + $"WHERE {string.Join(" AND ", SetBasedSelection.Keys(request).Select(name => $"p.{name} = j.{name}"))}",
            async,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the rows. A selected row without an outcome was deleted meanwhile, and is not counted.</summary>
    private async ValueTask<(SetBasedTransitionResult Result, int Unsequenced)> CountAsync(
        bool async, CancellationToken cancellationToken)
        => await request.Command().ReadAsync(
            "SELECT COUNT(edge), COUNT(CASE WHEN edge > 0 THEN 1 END), COUNT(CASE WHEN edge < 0 THEN 1 END), "
            + $"COUNT(CASE WHEN edge > 0 AND seq IS NULL THEN 1 END)\nFROM {Picked}",
            row => (new SetBasedTransitionResult(
                Number(row, 0), Number(row, 1), Number(row, 2), Number(row, 0) - Number(row, 1) - Number(row, 2)), Number(row, 3)),
            async,
            cancellationToken).ConfigureAwait(false);

    private string StatusAndSequence(SetBasedSql sql)
    {
        var (status, sequence) = (sql.Row(request.Plan.Status), sql.Row(request.Plan.Sequence));
        return $"UPDATE {sql.Table.Name} AS t\nSET {sql.Table.Column(request.Plan.Status)} = {sql.ToState}, "
            + $"{sql.Table.Column(request.Plan.Sequence)} = {sql.Sequence}{Along(sql)}"
            + string.Concat(request.Columns.Select(column => $", {sql.Table.Column(column.Property)} = {column.Value(sql)}"))
            + $"\nFROM {Picked} AS p INNER JOIN {request.History.Name} AS h ON {sql.SameHistory}\n"
            + $"WHERE {sql.SameRow} AND {status} = {sql.FromState} AND COALESCE({sequence}, 0) + 1 = {sql.Sequence}";
    }

    private string StatusAlone(SetBasedSql sql)
        => $"UPDATE {sql.Table.Name} AS t\nSET {sql.Table.Column(request.Plan.Status)} = {sql.Outcome}{Along(sql)}\n"
            + $"FROM {Picked} AS p\n"
            + $"WHERE {sql.SameRow} AND p.edge > 0 AND {sql.Row(request.Plan.Status)} = p.state";

    private string Along(SetBasedSql sql)
        => string.Concat(request.Along.Select(
            column => $", {sql.Table.Column(column.Property)} = {column.Next(sql.Row(column.Property))}"));

    private async ValueTask<int> UpdateAsync(Func<SetBasedSql, string> sql, bool async, CancellationToken cancellationToken)
    {
        var updated = 0;
        foreach (var table in request.Tables)
        {
            updated += await RunAsync(
                command => sql(new SetBasedSql(request, table, command)), async, cancellationToken).ConfigureAwait(false);
        }

        return updated;
    }

    private async ValueTask<int> RunAsync(Func<RowCommand, string> sql, bool async, CancellationToken cancellationToken)
    {
        var command = request.Command();
        return await command.ExecuteAsync(sql(command), async, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Throws a conflict if fewer rows were written than evaluated: another writer has changed them despite the locks.
    /// </summary>
    private void EnsureRowCount(int expected, int written)
    {
        if (written != expected)
        {
            throw Conflict(request, inner: null);
        }
    }

    private static int Number(DbDataReader row, int column)
        => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
}
