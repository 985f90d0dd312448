using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The words of a statement about rows that are moved: <c>t</c> is the row, <c>h</c> its new row of history, and <c>p</c> what was
/// picked.
/// </summary>
internal sealed class SetBasedSql(SetBasedRequest move, RowTable table, RowCommand command)
{
    public SetBasedRequest Transition => move;

    public RowTable Table => table;

    public string ToState => move.Plan.History.HasStateTexts ? Outcome : $"h.{History(nameof(TransitionRecord.ToState))}";

    public string FromState => move.Plan.History.HasStateTexts ? "p.state" : $"h.{History(nameof(TransitionRecord.FromState))}";

    /// <summary>The state that a row was judged to come to.</summary>
    public string Outcome => "CASE p.edge"
        + string.Concat(move.Cases.Outcomes.Select(outcome => $" WHEN {outcome.Number} THEN {State(outcome.To)}")) + " END";

    public string Sequence => $"h.{History(nameof(TransitionRecord.Sequence))}";

    /// <summary>The present value of a column of the row.</summary>
    public string Row(IProperty property) => $"t.{table.Column(property)}";

    /// <summary>A value for a column of the row, as a parameter.</summary>
    public string Value(IProperty property, object? value) => command.Parameter(table.TypeOf(property), value);

    /// <summary>A state, to be compared with <see cref="ToState"/> and <see cref="FromState"/>.</summary>
    public string State(object state) => Value(move.Plan.Status, state);

    /// <summary>The rows that are moved with their new rows of history: what stands after FROM.</summary>
    public string Source => $"{table.Name} AS t INNER JOIN {SetBasedRequest.Picked} AS p ON {SameRow} "
        + $"INNER JOIN {move.History.Name} AS h ON {SameHistory}";

    /// <summary>The condition that a row is the one that was picked.</summary>
    public string SameRow => string.Join(" AND ", move.Plan.History.OwnerKey.Select((key, i) => $"{Row(key)} = p.k{i}"));

    /// <summary>The condition that a row of history is the new one of what was picked and is moved.</summary>
    public string SameHistory => move.Plan.History.IsOf(copy => $"h.{move.History.Column(copy)}", move.PickedKey)
        + $" AND {Sequence} = COALESCE(p.seq, 0) + 1 AND p.edge > 0";

    private string History(string property) => move.History.Column(move.Plan.History.Type.FindProperty(property)!);
}
