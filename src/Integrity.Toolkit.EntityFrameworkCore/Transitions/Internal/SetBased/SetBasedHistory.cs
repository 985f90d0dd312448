using Integrity.Toolkit.Infrastructure.Database.Rows;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>The rows of history that a set-based move writes, from the table of what was picked.</summary>
internal sealed class SetBasedHistory(SetBasedMove move)
{
    /// <summary>The present state comes first where a row is older than its history.</summary>
    public string Backfill(RowCommand command)
        => Insert(command, Record(TransitionOrigin.Backfill), property => property.Name switch
        {
            nameof(TransitionRecord.Sequence) => "0",
            nameof(TransitionRecord.FromState) or nameof(TransitionRecord.Trigger) => "NULL",
            nameof(TransitionRecord.ToState) => State(command),
            _ => null,
        }) + " AND p.seq IS NULL";

    public string Next(RowCommand command)
        => Insert(command, Record(TransitionOrigin.SetBased), property => property.Name switch
        {
            nameof(TransitionRecord.Sequence) => "COALESCE(p.seq, 0) + 1",
            nameof(TransitionRecord.FromState) => State(command),
            nameof(TransitionRecord.ToState) => Case(command, property, outcome => StateText.Of(outcome.To)),
            nameof(TransitionRecord.Trigger) => Case(command, property, outcome => outcome.Trigger),
            _ => null,
        });

    private TransitionRecord Record(TransitionOrigin origin) => new()
    {
        Origin = origin,
        ActorKind = move.Actor.Kind,
        ActorId = move.Actor.Id,
        Reason = origin == TransitionOrigin.Backfill ? null : move.Reason,
        ReasonCode = origin == TransitionOrigin.Backfill ? null : move.Options.ReasonCode,
        CorrelationId = move.CorrelationId,
        OccurredAt = move.Now,
        TableHash = move.Plan.Table.Hash,
    };

    private string Insert(RowCommand command, TransitionRecord record, Func<IProperty, string?> known)
    {
        var columns = new List<string>();
        var values = new List<string>();
        foreach (var property in move.History.Properties)
        {
            columns.Add(move.History.Column(property));
            values.Add(move.Plan.History.Find(property)?.Value(move.PickedKey) ?? known(property) ?? Constant(command, property, record));
        }

        return $"INSERT INTO {move.History.Name} ({string.Join(", ", columns)})\nSELECT {string.Join(", ", values)}\n"
            + $"FROM {SetBasedMove.Picked} AS p\nWHERE p.edge > 0";
    }

    private string State(RowCommand command) => move.Plan.StateSql("p.state", move.Tables[0], move.History, command);

    private string Constant(RowCommand command, IProperty property, TransitionRecord record)
        => property.IsShadowProperty()
            ? "NULL"
            : Value(command, property, property.GetGetter().GetClrValue(record));

    /// <summary>Of a null without a column of its own no database would know the type.</summary>
    private string Value(RowCommand command, IProperty property, object? value)
        => value is null ? "NULL" : command.Parameter(move.History.TypeOf(property), value);

    private string Case(RowCommand command, IProperty property, Func<MoveOutcome, string?> value)
        => move.Cases.Outcomes.All(outcome => value(outcome) is null)
            ? "NULL"
            : $"CASE p.edge{string.Concat(move.Cases.Outcomes.Select(outcome
                => $" WHEN {outcome.Number} THEN {Value(command, property, value(outcome))}"))} END";
}
