namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>The refusal of a change that nobody is known to make.</summary>
internal static class MissingActor
{
    public static Refusal Refuse(PlannedEntry planned) => new(
        "actor.missing",
        planned.Plan.Name,
        $"Nobody is known to act, and an actor is required to change {planned.Plan.Name}. Sign in, let the actor source return an "
        + "actor, or wrap the work in db.ActingAs(...).",
        key: planned.Key());
}
