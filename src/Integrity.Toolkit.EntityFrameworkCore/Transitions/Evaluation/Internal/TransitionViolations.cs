using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Creates the violations of rejected transitions.</summary>
internal static class TransitionViolations
{
    public static (string Name, object? Value) To(object state) => ("to", StateText.Of(state));

    public static (string Name, object? Value) By(object trigger) => ("trigger", trigger.ToString());

    public static IntegrityViolation NotPermitted(TransitionsPlan plan, EntityEntry entry, object from, TransitionRequest request)
    {
        var argument = request.Argument;
        var permitted = plan.Table.From(from)
            .Select(edge => (request.IsTrigger ? edge.TriggerText : null) ?? StateText.Of(edge.To))
            .Distinct()
            .ToList();
        var requested = request.IsTrigger
            ? $"cannot change by {Shown(plan, entry, argument.Value)} in {StateText.Of(from)}"
            : $"cannot change from {StateText.Of(from)} to {argument.Value}";
        return Create(
            TransitionCodes.NotPermitted,
            plan,
            entry,
            $"{requested}. Permitted: {(permitted.Count == 0 ? "none, the state is terminal" : string.Join(", ", permitted))}.",
            ("from", StateText.Of(from)),
            argument,
            ("permitted", permitted));
    }

    public static IntegrityViolation NotInitial(TransitionsPlan plan, EntityEntry entry, object state) => Create(
        TransitionCodes.NotInitial,
        plan,
        entry,
        $"cannot have the initial state {StateText.Of(state)}. "
        + $"Use {string.Join(" or ", plan.Table.InitialStates.Select(StateText.Of))}.",
        To(state));

    /// <summary>
    /// Creates the violation of several pending transitions, which EF Core would write with one statement that the database
    /// rejects.
    /// </summary>
    public static IntegrityViolation UnsavedTransition(TransitionsPlan plan, EntityEntry entry) => Create(
        TransitionCodes.UnsavedTransition,
        plan,
        entry,
        plan.Hold == DatabaseEnforcement.Ledger
            ? "has a history that the database requires, in which a row starts in its initial state: a new entity must be saved "
                + "before its first transition. Call SaveChanges after Add."
            : "is guarded in the database, which sees one change for each save: only one transition of an entity can be pending, "
                + "and a new entity must be saved before its first transition. Call SaveChanges after each transition.");

    public static IntegrityViolation Guard(TransitionsPlan plan, EntityEntry entry, IReadOnlyList<ITransition> edges)
    {
        var guards = edges.Select(edge => edge.Guard).OfType<TransitionGuard>().ToList();
        return Create(
            TransitionCodes.Guard,
            plan,
            entry,
            $"cannot change from {StateText.Of(edges[0].From)} to {StateText.Of(edges[0].To)} yet: {NotMet(guards)}.",
            ("from", StateText.Of(edges[0].From)),
            To(edges[0].To),
            Codes(guards),
            Reasons(guards));
    }

    public static IntegrityViolation IgnoreGuard(TransitionsPlan plan, EntityEntry entry, object from, object trigger)
    {
        var guards = plan.Table.IgnoreGuards(from, trigger);
        return Create(
            TransitionCodes.Guard,
            plan,
            entry,
            $"does not accept the trigger in {StateText.Of(from)} yet: {NotMet(guards)}.",
            ("from", StateText.Of(from)),
            By(trigger),
            Codes(guards),
            Reasons(guards));
    }

    public static IntegrityViolation Undecided(TransitionsPlan plan, EntityEntry entry, IReadOnlyList<ITransition> edges)
    {
        var from = StateText.Of(edges[0].From);
        var states = edges.Select(edge => StateText.Of(edge.To)).Distinct().ToList();
        var guards = edges.Select(edge => edge.Guard).OfType<TransitionGuard>().Where(guard => guard.IsOpen).ToList();
        return Create(
            TransitionCodes.Undecided,
            plan,
            entry,
            $"can change from {from} to {string.Join(" or ", states)}: the table '{plan.Table.Name}' does not contain the "
            + "conditions that decide. Request the state with TransitionTo, or add the conditions to the table.",
            ("from", from),
            ("permitted", states),
            Codes(guards),
            Reasons(guards));
    }

    public static IntegrityViolation ReasonRequired(TransitionsPlan plan, EntityEntry entry, ITransition edge) => Create(
        TransitionCodes.ReasonRequired,
        plan,
        entry,
        $"requires a reason to change from {StateText.Of(edge.From)} to {StateText.Of(edge.To)}. Pass a reason to Fire, "
        + "TransitionTo or ActingAs.",
        ("from", StateText.Of(edge.From)),
        To(edge.To));

    public static IntegrityViolation Unexpected(TransitionsPlan plan, EntityEntry entry, int expected, int? actual) => Create(
        TransitionCodes.Conflict,
        plan,
        entry,
        $"is expected at sequence {expected} of its history, but "
        + (actual is null ? "its sequence is not available. " : $"is at sequence {actual}. ")
        + "Nothing was changed. Reload the entity, and let the caller decide again.",
        ("expected", expected),
        ("actual", actual));

    public static IntegrityViolation KeyOfAnother(TransitionsPlan plan, EntityEntry entry, string to, int? sequence) => Create(
        TransitionCodes.KeyUsed,
        plan,
        entry,
        $"has a transition to {to} with the same idempotency key, which is not the requested transition. Use a different key for "
        + "each request.",
        ("to", to),
        ("sequence", sequence));

    public static IntegrityViolation Repeated(TransitionsPlan plan, EntityEntry entry, int sequence) => Create(
        TransitionCodes.Repeated,
        plan,
        entry,
        $"already has a transition with the same idempotency key, at sequence {sequence} of its history. Call FireAsync or "
        + "TransitionToAsync, which detect a repeated request and change nothing.",
        ("sequence", sequence));

    /// <summary>Creates the violation of a prerequisite, with the code of the prerequisite.</summary>
    public static IntegrityViolation Unmet(
        TransitionsPlan plan, EntityEntry entry, Prerequisite prerequisite, object? from, bool isHidden) => Create(
        prerequisite.Code,
        plan,
        entry,
        isHidden
            ? $"cannot become {StateText.Of(prerequisite.To)}: {prerequisite.Reason} is required, and the condition cannot be "
                + "evaluated because a query filter hides the row. Change the status while the row is visible, such as before it "
                + "is soft-deleted."
            : $"cannot become {StateText.Of(prerequisite.To)}: {prerequisite.Reason} is required.",
        ("from", from is null ? null : StateText.Of(from)),
        To(prerequisite.To),
        ("reason", prerequisite.Reason));

    /// <summary>
    /// Creates the violation of an entity whose current state is not in the table. The application cannot correct a guarded
    /// value.
    /// </summary>
    public static IntegrityViolation UnknownState(TransitionsPlan plan, EntityEntry entry, object? state) => Unknown(
        plan,
        entry,
        state is null ? "has no state" : $"is {Shown(plan, entry, state, "in a state that")}",
        plan.Hold == DatabaseEnforcement.None
            ? "Add the state to the table, or correct the value."
            : "Add the state and a transition from it to the table, and add a migration: the database guards the value.");

    /// <summary>Creates the violation of a requested state that is not in the table.</summary>
    public static IntegrityViolation UnknownRequest(TransitionsPlan plan, EntityEntry entry, object? state) => Unknown(
        plan,
        entry,
        state is null ? "requires a state" : $"cannot become {Shown(plan, entry, state, "a state that")}",
        "Use one of these states, or add the state to the table.");

    private static IntegrityViolation Unknown(TransitionsPlan plan, EntityEntry entry, string what, string remedy) => Create(
        TransitionCodes.UnknownState,
        plan,
        entry,
        $"{what}. States of the table: {string.Join(", ", plan.Table.States.Select(StateText.Of))}. {remedy}");

    /// <summary>
    /// The state is a value from the database or from user code, so the message only contains it if that is allowed.
    /// </summary>
    private static string Shown(TransitionsPlan plan, EntityEntry entry, object state, string hidden)
        => ContextState.Of(entry.Context).SensitiveDataLogged
            ? $"'{StateText.Of(state)}', which the table '{plan.Table.Name}' does not contain"
            : $"{hidden} the table '{plan.Table.Name}' does not contain";

    private static string NotMet(IReadOnlyList<TransitionGuard> guards)
        => string.Join(", ", guards
            .DistinctBy(guard => guard.Code)
            .Select(guard => guard.Description is { } words && words != guard.Code ? $"{guard.Code} ({words})" : guard.Code))
            + " is not met";

    private static (string Name, object? Value) Codes(IReadOnlyList<TransitionGuard> guards)
        => ("guards", guards.Select(guard => guard.Code).Distinct().ToList());

    /// <summary>Returns the descriptions of the guards, or their codes if they have none, in the order of the codes.</summary>
    private static (string Name, object? Value) Reasons(IReadOnlyList<TransitionGuard> guards)
        => ("reasons", guards.DistinctBy(guard => guard.Code).Select(guard => guard.Description ?? guard.Code).ToList());

    /// <summary>
    /// A trigger that the table does not contain can be user input, so the message only contains it if that is allowed.
    /// </summary>
    private static object? Shown(TransitionsPlan plan, EntityEntry entry, object? trigger)
        => ContextState.Of(entry.Context).SensitiveDataLogged
            || plan.Table.Transitions.Any(edge => edge.TriggerText == (string?)trigger)
                ? trigger
                : "a trigger that the table does not contain";

    private static IntegrityViolation Create(
        string code,
        TransitionsPlan plan,
        EntityEntry entry,
        string what,
        params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var entity = entry.Metadata.ShortName();
        var facts = new Dictionary<string, object?>();
        foreach (var (name, value) in arguments)
        {
            facts[name] = value;
        }

        return new IntegrityViolation(
            code,
            entity,
            $"{entity}.{plan.Status.Name} {what}",
            plan.Status.Name,
            PlannedEntry.KeyOf(entry),
            facts);
    }
}
