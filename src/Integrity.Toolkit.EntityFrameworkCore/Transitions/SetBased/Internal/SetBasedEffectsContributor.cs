using System.Data.Common;
using System.Globalization;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Effects.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Contributes the timestamps, deadlines and counters of a set-based transition in SQL.</summary>
internal sealed class SetBasedEffectsContributor(TransitionsPlan plan) : SetBasedContributor
{
    private readonly EffectsPlan _effects = plan.Effects;

    public override IEnumerable<SetBasedColumn> Columns(SetBasedRequest request)
        => _effects.Stamps.Select(timestamp => new SetBasedColumn(timestamp.Property, sql => Value(sql, timestamp)))
            .Concat(_effects.Deadlines.Select(deadline => new SetBasedColumn(deadline.Property, sql => Value(sql, deadline))));

    public override IEnumerable<IProperty> Properties(SetBasedRequest request)
        => base.Properties(request)
            .Concat(_effects.Deadlines.Select(deadline => deadline.Priority).OfType<IProperty>())
            .Concat(_effects.Counted)
            .Concat(_effects.Counts.Count == 0
                ? []
                : request.EntityType.GetDerivedTypesInclusive()
                    .Select(SoftDeleteMarkExtensions.FindDeletionMark)
                    .OfType<IProperty>());

    /// <summary>Updates the counters from the new history rows, which contain the old and the new state.</summary>
    public override async ValueTask AfterAsync(SetBasedRequest request, bool async, CancellationToken cancellationToken)
    {
        var changes = new List<CounterChange>();
        foreach (var table in request.Tables)
        {
            foreach (var count in _effects.Counts)
            {
                var command = request.Command();
                await command.ReadAllAsync(
                    Select(new SetBasedSql(request, table, command), count),
                    row => changes.Add(Read(request, table, count, row)),
                    async,
                    cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var change in CounterUpdates.Merge(changes))
        {
            await CounterUpdates.WriteAsync(request.Context, change, async, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Value(SetBasedSql sql, TimestampPlan timestamp)
    {
        var (present, now) = (sql.Row(timestamp.Property), Time(sql, timestamp.Property, sql.Transition.Now));
        var value = timestamp.KeepsFirst ? $"COALESCE({present}, {now})" : now;
        return "CASE"
            + When(sql.ToState, timestamp.On, value)
            + When(sql.ToState, timestamp.ClearedOn, "NULL")
            + $" ELSE {present} END";

        string When(string state, IReadOnlyCollection<object> states, string then)
            => states.Count == 0 ? "" : $" WHEN {IsIn(sql, state, states)} THEN {then}";
    }

    private static string Value(SetBasedSql sql, DeadlinePlan deadline)
        => "CASE" + string.Concat(deadline.Stages.Values.Distinct().Select(stage =>
            $" WHEN {IsIn(sql, sql.ToState, stage.States)} AND {IsIn(sql, sql.FromState, stage.States)} THEN {sql.Row(deadline.Property)}"
            + $" WHEN {IsIn(sql, sql.ToState, stage.States)} THEN {Due(sql, deadline, stage)}"))
            + " ELSE NULL END";

    private static string Due(SetBasedSql sql, DeadlinePlan deadline, DeadlineStates stage)
        => stage.Always is { } always
            ? Time(sql, deadline.Property, sql.Transition.Now + always)
            : $"CASE {sql.Row(deadline.Priority!)}" + string.Concat(stage.Spans.Select(item
                => $" WHEN {sql.Value(deadline.Priority!, item.Key)} THEN {Time(sql, deadline.Property, sql.Transition.Now + item.Value)}"))
                + " ELSE NULL END";

    private static string Time(SetBasedSql sql, IProperty property, DateTime utc)
        => sql.Value(property, StateTimestamps.Typed(property, utc));

    private static string IsIn(SetBasedSql sql, string state, IEnumerable<object> states)
        => $"{state} IN ({string.Join(", ", states.Select(sql.State))})";

    /// <summary>Returns the query of the change of the counter of each principal.</summary>
    private static string Select(SetBasedSql sql, CountPlan count)
    {
        var key = string.Join(", ", count.ForeignKey.Properties.Select(sql.Row));
        var by = $"SUM(CASE WHEN {IsIn(sql, sql.ToState, count.States)} THEN 1 ELSE 0 END "
            + $"- CASE WHEN {IsIn(sql, sql.FromState, count.States)} THEN 1 ELSE 0 END)";
        var conditions = count.ForeignKey.Properties.Select(property => $"{sql.Row(property)} IS NOT NULL")
            .Concat(sql.Transition.EntityType.FindDeletionMark() is { } deletedAt ? [$"{sql.Row(deletedAt)} IS NULL"] : []);
        return $"SELECT {key}, {by} FROM {sql.Source} WHERE {string.Join(" AND ", conditions)} GROUP BY {key} HAVING {by} <> 0";
    }

    private static CounterChange Read(SetBasedRequest request, RowTable table, CountPlan count, DbDataReader row)
    {
        var foreignKey = count.ForeignKey.Properties;
        object?[] key = [.. foreignKey.Select((property, i) => row.ReadValue(i, table.TypeOf(property), property))];
        var by = Convert.ToInt64(row.GetValue(foreignKey.Count), CultureInfo.InvariantCulture);
        return count.Change(request.Context, key, by, causes: []);
    }
}
