using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Creates the statements that insert the history rows of a set-based transition from the selected rows.</summary>
internal sealed class SetBasedHistory(SetBasedRequest request)
{
    /// <summary>
    /// Returns the insert of the first history row, with the current state, of rows that are older than their history.
    /// </summary>
    public string Backfill(RowCommand command)
        => Insert(command, Record(TransitionOrigin.Backfill), property => property.Name switch
        {
            nameof(TransitionRecord.Sequence) => "0",
            nameof(TransitionRecord.FromState) => "NULL",
            nameof(TransitionRecord.ToState) => State(command),
            _ => null,
        }) + " AND p.seq IS NULL";

    /// <summary>Returns the insert of the history row of each transition.</summary>
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
        ActorKind = request.Actor.Kind,
        ActorId = request.Actor.Id,
        Reason = origin == TransitionOrigin.Backfill ? null : request.Reason,
        ReasonCode = origin == TransitionOrigin.Backfill ? null : request.Options.ReasonCode,
        CorrelationId = request.CorrelationId,
        OccurredAt = request.Now,
        TableHash = request.Plan.Table.Hash,
    };

    private string Insert(RowCommand command, TransitionRecord record, Func<IProperty, string?> differing)
        => request.Plan.History.Insert(request.History, record, differing, request.PickedKey, command)
            + $"FROM {SetBasedRequest.Picked} AS p\nWHERE p.edge > 0";

    private string State(RowCommand command) => request.Plan.StateSql("p.state", request.Tables[0], request.History, command);

    private string Case(RowCommand command, IProperty property, Func<SetBasedOutcome, string?> value)
    {
        return request.Cases.Outcomes.All(outcome => value(outcome) is null)
            ? "NULL"
            : $"CASE p.edge{string.Concat(request.Cases.Outcomes.Select(outcome
                => $" WHEN {outcome.Number} THEN {Value(value(outcome))}"))} END";

        string Value(string? text) => text is null ? "NULL" : command.Parameter(request.History.TypeOf(property), text);
    }
}
