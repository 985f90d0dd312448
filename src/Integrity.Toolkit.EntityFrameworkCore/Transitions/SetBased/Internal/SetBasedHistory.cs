using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>The rows of history that a set-based move writes, from the table of what was picked.</summary>
internal sealed class SetBasedHistory(SetBasedRequest move)
{
    /// <summary>The present state comes first where a row is older than its history.</summary>
    public string Backfill(RowCommand command)
        => Insert(command, Record(TransitionOrigin.Backfill), property => property.Name switch
        {
            nameof(TransitionRecord.Sequence) => "0",
            nameof(TransitionRecord.FromState) => "NULL",
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

    private string Insert(RowCommand command, TransitionRecord record, Func<IProperty, string?> differing)
        => move.Plan.History.Insert(move.History, record, differing, move.PickedKey, command)
            + $"FROM {SetBasedRequest.Picked} AS p\nWHERE p.edge > 0";

    private string State(RowCommand command) => move.Plan.StateSql("p.state", move.Tables[0], move.History, command);

    private string Case(RowCommand command, IProperty property, Func<SetBasedOutcome, string?> value)
    {
        return move.Cases.Outcomes.All(outcome => value(outcome) is null)
            ? "NULL"
            : $"CASE p.edge{string.Concat(move.Cases.Outcomes.Select(outcome
                => $" WHEN {outcome.Number} THEN {Value(value(outcome))}"))} END";

        string Value(string? text) => text is null ? "NULL" : command.Parameter(move.History.TypeOf(property), text);
    }
}
