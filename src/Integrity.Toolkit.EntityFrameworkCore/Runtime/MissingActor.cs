using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;

namespace Integrity.Toolkit.Runtime;

/// <summary>The violation of a change with an unknown actor.</summary>
internal static class MissingActor
{
    public static IntegrityViolation CreateViolation(PlannedEntry planned) => CreateViolation(planned.Plan.Name, planned.Key());

    public static IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?>? key = null) => new(
        IntegrityCodes.ActorMissing,
        entity,
        $"The actor is unknown, but an actor is required to change {entity}. Sign in, return an actor from the actor source, "
        + "or call db.ActingAs(...).",
        key: key);
}
