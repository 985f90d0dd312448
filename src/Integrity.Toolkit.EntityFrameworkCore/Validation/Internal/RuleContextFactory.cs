using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>What the rules of one save are told beside the entity: the same for all that happens to the same effect.</summary>
internal sealed class RuleContextFactory(SaveContext save, ValidationOptions options)
{
    private readonly Dictionary<(EntityOperation?, bool), RuleContext> _contexts = [];
    private RuleContext? _last;
    private bool _lastAsksForActor;

    /// <exception cref="InvalidOperationException">The rules ask for roles, and nobody knows any.</exception>
    public RuleContext Of(PlannedEntry planned, RulesPlan plan, EntityOperation? operation)
    {
        if (plan.ForRoles is { } rule && save.State.Registered.RoleSource is null)
        {
            throw new InvalidOperationException(
                $"{planned.Plan.Name}.{rule.Member} may be changed by some roles only, and nobody knows the roles of the actor. Call "
                + "AddIntegrity<TContext>(i => i.UseRoles<TSource>()) where the context is registered.");
        }

        if (_last is { } last && last.Operation == operation && _lastAsksForActor == plan.AsksForActor)
        {
            return last;
        }

        if (!_contexts.TryGetValue((operation, plan.AsksForActor), out var context))
        {
            _contexts[(operation, plan.AsksForActor)] = context = new RuleContext
            {
                Operation = operation,
                Actor = plan.AsksForActor ? save.Actor : Actor.Unknown,
                Roles = plan.AsksForActor ? save.State.Roles() : null,
                AllowsUnknownActor = options.AllowsUnknownActor,
                // The save's time is cut to what databases keep: what the same clock told with more digits is no future.
                Now = save.Now.AddTicks(TimeSpan.TicksPerMicrosecond - 1),
                ShowsValues = save.State.SensitiveDataLogged,
            };
        }

        (_last, _lastAsksForActor) = (context, plan.AsksForActor);
        return context;
    }
}
