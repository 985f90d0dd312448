using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>The words for every move that is refused.</summary>
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
        var wished = request.IsTrigger
            ? $"cannot be fired with {Shown(plan, entry, argument.Value)} in {StateText.Of(from)}"
            : $"cannot go from {StateText.Of(from)} to {argument.Value}";
        return Create(
            TransitionCodes.NotPermitted,
            plan,
            entry,
            $"{wished}. Permitted: {(permitted.Count == 0 ? "nothing, for it is an end" : string.Join(", ", permitted))}.",
            ("from", StateText.Of(from)),
            argument,
            ("permitted", permitted));
    }

    public static IntegrityViolation NotInitial(TransitionsPlan plan, EntityEntry entry, object state) => Create(
        TransitionCodes.NotInitial,
        plan,
        entry,
        $"cannot begin as {StateText.Of(state)}. Begin as {string.Join(" or ", plan.Table.InitialStates.Select(StateText.Of))}.",
        To(state));

    /// <summary>EF Core would send one update, or an insert, for all of them, which the database would refuse.</summary>
    public static IntegrityViolation UnsavedTransition(TransitionsPlan plan, EntityEntry entry) => Create(
        TransitionCodes.UnsavedTransition,
        plan,
        entry,
        plan.Hold == DatabaseEnforcement.Ledger
            ? "is in the ledger of the database, in which a row begins in its first state and moves from there: a new entity is saved "
                + "before its first move. Call SaveChanges after Add."
            : "is guarded in the database, which sees what a save writes and not the moves in between: only one move of an entity "
                + "waits for a save, and a new entity is saved before its first. Call SaveChanges after each move.");

    public static IntegrityViolation Guard(TransitionsPlan plan, EntityEntry entry, IReadOnlyList<ITransition> edges)
    {
        var guards = edges.Select(edge => edge.Guard).OfType<TransitionGuard>().ToList();
        return Create(
            TransitionCodes.Guard,
            plan,
            entry,
            $"cannot go from {StateText.Of(edges[0].From)} to {StateText.Of(edges[0].To)} yet: {NotMet(guards)}.",
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
            $"cannot be fired with that trigger in {StateText.Of(from)} yet: {NotMet(guards)}.",
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
            $"may leave {from} for {string.Join(" or ", states)}: the table '{plan.Table.Name}' does not know the "
            + "conditions that decide. Move to the state that is meant, or give the table the conditions.",
            ("from", from),
            ("permitted", states),
            Codes(guards),
            Reasons(guards));
    }

    public static IntegrityViolation ReasonRequired(TransitionsPlan plan, EntityEntry entry, ITransition edge) => Create(
        TransitionCodes.ReasonRequired,
        plan,
        entry,
        $"goes from {StateText.Of(edge.From)} to {StateText.Of(edge.To)} with a reason only. Give one to Fire or TransitionTo, or to "
        + "ActingAs.",
        ("from", StateText.Of(edge.From)),
        To(edge.To));

    public static IntegrityViolation Unexpected(TransitionsPlan plan, EntityEntry entry, int expected, int? actual) => Create(
        TransitionCodes.Conflict,
        plan,
        entry,
        $"was to be moved from step {expected} of its history, but "
        + (actual is null ? "its step is not known. " : $"is at step {actual}. ")
        + "Nothing was changed: show it anew and let the caller decide again.",
        ("expected", expected),
        ("actual", actual));

    public static IntegrityViolation KeyOfAnother(TransitionsPlan plan, EntityEntry entry, string to, int? sequence) => Create(
        TransitionCodes.KeyUsed,
        plan,
        entry,
        $"was moved to {to} with the same idempotency key, which is another move than the one that is asked for. Give each request a "
        + "key of its own.",
        ("to", to),
        ("sequence", sequence));

    public static IntegrityViolation Repeated(TransitionsPlan plan, EntityEntry entry, int sequence) => Create(
        TransitionCodes.Repeated,
        plan,
        entry,
        $"was moved with the same idempotency key already, in step {sequence} of its history. Ask with FireAsync or TransitionToAsync, which "
        + "do nothing then.",
        ("sequence", sequence));

    /// <summary>A prerequisite has a code of its own, as a rule has.</summary>
    public static IntegrityViolation Unmet(
        TransitionsPlan plan, EntityEntry entry, Prerequisite prerequisite, object? from, bool isHidden) => Create(
        prerequisite.Code,
        plan,
        entry,
        isHidden
            ? $"cannot become {StateText.Of(prerequisite.To)}: {prerequisite.Reason} is required, and the row cannot be asked, for a "
                + "query filter hides it. Move it while it can be seen, such as before it is soft-deleted."
            : $"cannot become {StateText.Of(prerequisite.To)}: {prerequisite.Reason} is required.",
        ("from", from is null ? null : StateText.Of(from)),
        To(prerequisite.To),
        ("reason", prerequisite.Reason));

    /// <summary>Where an entity is. The database lets nobody correct the value that it guards.</summary>
    public static IntegrityViolation UnknownState(TransitionsPlan plan, EntityEntry entry, object? state) => Unknown(
        plan,
        entry,
        state is null ? "has no state" : $"is {Shown(plan, entry, state, "in a state that")}",
        plan.Hold == DatabaseEnforcement.None
            ? "Add the state to the table, or correct the value."
            : "Add the state and a way out of it to the table, with a migration: the database guards the value.");

    /// <summary>Where an entity is to go.</summary>
    public static IntegrityViolation UnknownRequest(TransitionsPlan plan, EntityEntry entry, object? state) => Unknown(
        plan,
        entry,
        state is null ? "cannot be without a state" : $"cannot become {Shown(plan, entry, state, "what")}",
        "Move to one of these, or add the state to the table.");

    private static IntegrityViolation Unknown(TransitionsPlan plan, EntityEntry entry, string what, string remedy) => Create(
        TransitionCodes.UnknownState,
        plan,
        entry,
        $"{what}. Known: {string.Join(", ", plan.Table.States.Select(StateText.Of))}. {remedy}");

    /// <summary>The state itself is a value from the database or from user code, so it is only shown where that is allowed.</summary>
    private static string Shown(TransitionsPlan plan, EntityEntry entry, object state, string hidden)
        => ContextState.Of(entry.Context).SensitiveDataLogged
            ? $"'{StateText.Of(state)}', which the table '{plan.Table.Name}' does not know"
            : $"{hidden} the table '{plan.Table.Name}' does not know";

    private static string NotMet(IReadOnlyList<TransitionGuard> guards)
        => string.Join(", ", guards
            .DistinctBy(guard => guard.Code)
            .Select(guard => guard.Description is { } words && words != guard.Code ? $"{guard.Code} ({words})" : guard.Code))
            + " is not met";

    private static (string Name, object? Value) Codes(IReadOnlyList<TransitionGuard> guards)
        => ("guards", guards.Select(guard => guard.Code).Distinct().ToList());

    /// <summary>In words, where a guard was given them, and in the order of the codes.</summary>
    private static (string Name, object? Value) Reasons(IReadOnlyList<TransitionGuard> guards)
        => ("reasons", guards.DistinctBy(guard => guard.Code).Select(guard => guard.Description ?? guard.Code).ToList());

    /// <summary>A trigger that the table does not have may be anything that a user typed.</summary>
    private static object? Shown(TransitionsPlan plan, EntityEntry entry, object? trigger)
        => ContextState.Of(entry.Context).SensitiveDataLogged
            || plan.Table.Transitions.Any(edge => edge.TriggerText == (string?)trigger)
                ? trigger
                : "a trigger that the table does not have";

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
