using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Creates the violations of rejected set-based transitions.</summary>
internal static class SetBasedViolations
{
    public static IntegrityViolation SomeNotPermitted(SetBasedRequest request, SetBasedTransitionResult result) => Create(
        TransitionCodes.SomeNotPermitted,
        request,
        $"cannot change in {result.Skipped} of {result.Matched} rows: their state, a guard, an invariant or a prerequisite does "
        + "not permit it. Nothing was changed. Narrow the query, or skip these rows: "
        + "SetBasedTransitionOptions { InvalidRows = InvalidRowBehavior.Skip }.",
        ("matched", result.Matched),
        ("moved", 0),
        ("permitted", result.Transitioned),
        ("ignored", result.Ignored),
        ("skipped", result.Skipped));

    public static IntegrityViolation ReasonRequired(SetBasedRequest request, IReadOnlyList<string> from) => Create(
        TransitionCodes.ReasonRequired,
        request,
        $"requires a reason to change from {string.Join(", ", from)}. Specify a reason in SetBasedTransitionOptions, or pass it "
        + "to ActingAs.",
        ("from", from));

    public static IntegrityViolation Undecided(
        SetBasedRequest request, object from, IReadOnlyList<string> states, IReadOnlyList<string> guards) => Create(
        TransitionCodes.Undecided,
        request,
        $"can change from {StateText.Of(from)} to {string.Join(" or ", states)}: the table '{request.Plan.Table.Name}' does not "
        + "contain the conditions that decide. Request the state with ExecuteTransitionTo, or add the conditions to the table.",
        ("from", StateText.Of(from)),
        ("permitted", states),
        ("guards", guards));

    public static IntegrityViolation NotTranslatable(SetBasedRequest request, IReadOnlyList<string> codes) => Create(
        TransitionCodes.GuardWithoutSql,
        request,
        $"cannot be evaluated in the database: {string.Join(", ", codes)} cannot be translated to SQL. Use an expression that EF "
        + "Core can translate, or load the entities and change their status.",
        ("guards", codes));

    public static IntegrityViolation GoesPast(
        SetBasedRequest request, IReadOnlyList<string> blocks, IReadOnlyList<string> missed) => Create(
        TransitionCodes.GoesPast,
        request,
        $"would change without {string.Join(" and ", blocks)}: {string.Join(", ", missed)} would not be evaluated. Load the "
        + "entities and change their status, or call .BypassIntegrity() on the query to allow it.",
        ("blocks", blocks),
        ("missed", missed));

    public static IntegrityViolation Unmet(SetBasedRequest request, Prerequisite prerequisite, long rows) => Create(
        prerequisite.Code,
        request,
        $"cannot become {StateText.Of(prerequisite.To)} in all of these rows together: {prerequisite.Reason} is required, and "
        + $"{rows} of them would not meet it after the change of all rows. Nothing was changed. Narrow the query.",
        ("rows", rows));

    public static IntegrityViolation Broken(SetBasedRequest request, StateInvariant invariant, long rows) => Create(
        invariant.Code,
        request,
        $"cannot become {StateText.Of(invariant.State)} in {rows} of these rows: {invariant.Description ?? invariant.Code} is "
        + "not met. Nothing was changed. Narrow the query.",
        ("rows", rows));

    public static IntegrityViolation Conflict(SetBasedRequest request) => Create(
        TransitionCodes.Conflict,
        request,
        "cannot change in rows that another writer has changed meanwhile, or whose history is ahead of them. Nothing was "
        + "written. Try again.");

    /// <summary>Records the metric of a violation, and returns its exception.</summary>
    public static IntegrityException Exception(IntegrityViolation violation)
    {
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        return new IntegrityException([violation]);
    }

    private static IntegrityViolation Create(
        string code, SetBasedRequest request, string what, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var facts = new Dictionary<string, object?> { [request.Request.Argument.Name] = request.Request.Argument.Value };
        foreach (var (name, value) in arguments)
        {
            facts[name] = value;
        }

        return new IntegrityViolation(
            code, request.Name, $"{request.Name}.{request.Plan.Status.Name} {what}", request.Plan.Status.Name, arguments: facts);
    }
}
