using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>The words for moves of all rows of a query that are refused.</summary>
internal static class SetBasedViolations
{
    public static IntegrityViolation SomeNotPermitted(SetBasedRequest move, SetBasedTransitionResult result) => Create(
        TransitionCodes.SomeNotPermitted,
        move,
        $"cannot be moved in {result.Skipped} of {result.Matched} rows: their state, a guard, an invariant or a prerequisite does not permit it. Nothing was "
        + "moved. Narrow the query, or leave these rows as they are: SetBasedTransitionOptions { InvalidRows = InvalidRowBehavior.Skip }.",
        ("matched", result.Matched),
        ("moved", 0),
        ("permitted", result.Transitioned),
        ("ignored", result.Ignored),
        ("skipped", result.Skipped));

    public static IntegrityViolation ReasonRequired(SetBasedRequest move, IReadOnlyList<string> from) => Create(
        TransitionCodes.ReasonRequired,
        move,
        $"leaves {string.Join(", ", from)} with a reason only. Give one in SetBasedTransitionOptions, or to ActingAs.",
        ("from", from));

    public static IntegrityViolation Undecided(SetBasedRequest move, object from, IReadOnlyList<string> states, IReadOnlyList<string> guards) => Create(
        TransitionCodes.Undecided,
        move,
        $"may leave {StateText.Of(from)} for {string.Join(" or ", states)}: the table '{move.Plan.Table.Name}' does not know the "
        + "conditions that decide. Move to the state that is meant, or give the table the conditions.",
        ("from", StateText.Of(from)),
        ("permitted", states),
        ("guards", guards));

    public static IntegrityViolation NotTranslatable(SetBasedRequest move, IReadOnlyList<string> codes) => Create(
        TransitionCodes.GuardWithoutSql,
        move,
        $"cannot be judged in the database: {string.Join(", ", codes)} has no SQL. Write the condition with what EF Core translates, "
        + "or load the entities and move each.",
        ("guards", codes));

    public static IntegrityViolation GoesPast(SetBasedRequest move, IReadOnlyList<string> blocks, IReadOnlyList<string> missed) => Create(
        TransitionCodes.GoesPast,
        move,
        $"would be moved past {string.Join(" and ", blocks)}: {string.Join(", ", missed)} would not be asked. Load the entities and "
        + "move each, or say that it is meant: .BypassIntegrity() on the query.",
        ("blocks", blocks),
        ("missed", missed));

    public static IntegrityViolation Unmet(SetBasedRequest move, Prerequisite prerequisite, long rows) => Create(
        prerequisite.Code,
        move,
        $"cannot become {StateText.Of(prerequisite.To)} in all of these rows together: {prerequisite.Reason} is required, and {rows} of "
        + "them would not have it when all are moved. Nothing was moved: narrow the query.",
        ("rows", rows));

    public static IntegrityViolation Broken(SetBasedRequest move, StateInvariant invariant, long rows) => Create(
        invariant.Code,
        move,
        $"cannot become {StateText.Of(invariant.State)} in {rows} of these rows: {invariant.Description ?? invariant.Code} does not "
        + "hold for them. Nothing was moved: narrow the query.",
        ("rows", rows));

    public static IntegrityViolation Conflict(SetBasedRequest move) => Create(
        TransitionCodes.Conflict,
        move,
        "was to be moved in rows that another writer has moved meanwhile, or whose history is ahead of them. Nothing was written: "
        + "try again.");

    /// <summary>The exception for a violation, which is counted.</summary>
    public static IntegrityException Exception(IntegrityViolation violation)
    {
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        return new IntegrityException([violation]);
    }

    private static IntegrityViolation Create(
        string code, SetBasedRequest move, string what, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var facts = new Dictionary<string, object?> { [move.Request.Argument.Name] = move.Request.Argument.Value };
        foreach (var (name, value) in arguments)
        {
            facts[name] = value;
        }

        return new IntegrityViolation(
            code, move.Name, $"{move.Name}.{move.Plan.Status.Name} {what}", move.Plan.Status.Name, arguments: facts);
    }
}
