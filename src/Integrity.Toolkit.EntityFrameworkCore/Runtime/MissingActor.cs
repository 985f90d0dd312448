using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;

namespace Integrity.Toolkit.Runtime;

/// <summary>The violation of a change that nobody is known to make.</summary>
internal static class MissingActor
{
    public static IntegrityViolation CreateViolation(PlannedEntry planned) => CreateViolation(planned.Plan.Name, planned.Key());

    public static IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?>? key = null) => new(
        IntegrityCodes.ActorMissing,
        entity,
        $"Nobody is known to act, and an actor is required to change {entity}. Sign in, let the actor source return an "
        + "actor, or wrap the work in db.ActingAs(...).",
        key: key);
}
