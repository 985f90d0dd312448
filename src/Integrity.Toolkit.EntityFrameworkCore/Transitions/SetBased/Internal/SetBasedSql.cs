using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The names in the SQL of a set-based transition: <c>t</c> is the row, <c>h</c> its new history row, and <c>p</c> the selected
/// row.
/// </summary>
internal sealed class SetBasedSql(SetBasedRequest request, RowTable table, RowCommand command)
{
    public SetBasedRequest Transition => request;

    public RowTable Table => table;

    public string ToState => request.Plan.History.HasStateTexts ? Outcome : $"h.{History(nameof(TransitionRecord.ToState))}";

    public string FromState
        => request.Plan.History.HasStateTexts ? "p.state" : $"h.{History(nameof(TransitionRecord.FromState))}";

    /// <summary>Gets the state that the row changes to, from its outcome.</summary>
    public string Outcome => "CASE p.edge"
        + string.Concat(request.Cases.Outcomes.Select(outcome => $" WHEN {outcome.Number} THEN {State(outcome.To)}")) + " END";

    public string Sequence => $"h.{History(nameof(TransitionRecord.Sequence))}";

    /// <summary>Returns a column of the row.</summary>
    public string Row(IProperty property) => $"t.{table.Column(property)}";

    /// <summary>Returns a parameter with a value for a column of the row.</summary>
    public string Value(IProperty property, object? value) => command.Parameter(table.TypeOf(property), value);

    /// <summary>Returns a state for comparison with <see cref="ToState"/> and <see cref="FromState"/>.</summary>
    public string State(object state) => Value(request.Plan.Status, state);

    /// <summary>Gets the FROM clause with the changed rows and their new history rows.</summary>
    public string Source => $"{table.Name} AS t INNER JOIN {SetBasedRequest.Picked} AS p ON {SameRow} "
        + $"INNER JOIN {request.History.Name} AS h ON {SameHistory}";

    /// <summary>Gets the condition that a row is the selected one.</summary>
    public string SameRow => string.Join(" AND ", request.Plan.History.OwnerKey.Select((key, i) => $"{Row(key)} = p.k{i}"));

    /// <summary>Gets the condition that a history row is the new one of a selected row that changes.</summary>
    public string SameHistory => request.Plan.History.IsOf(copy => $"h.{request.History.Column(copy)}", request.PickedKey)
        + $" AND {Sequence} = COALESCE(p.seq, 0) + 1 AND p.edge > 0";

    private string History(string property) => request.History.Column(request.Plan.History.Type.FindProperty(property)!);
}
