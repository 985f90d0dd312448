using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Creates the rule contexts of one save, which is shared by all changes with the same operation.</summary>
internal sealed class RuleContextFactory(SaveContext save, ValidationOptions options)
{
    private readonly Dictionary<(EntityOperation?, bool), RuleContext> _contexts = [];
    private RuleContext? _last;
    private bool _lastAsksForActor;

    /// <exception cref="InvalidOperationException">The rules use roles, but no role source is configured.</exception>
    public RuleContext Of(PlannedEntry planned, RulesPlan plan, EntityOperation? operation)
    {
        if (plan.ForRoles is { } rule && save.State.Registered.RoleSource is null)
        {
            throw new InvalidOperationException(
                $"{planned.Plan.Name}.{rule.Member} may be changed only by certain roles, but no role source is configured. Call "
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
                // The time of a save is truncated to the precision of databases: a time of the same clock with more digits is
                // not in the future.
                TimeProvider = save.State.Clock(),
                Now = save.Now.AddTicks(TimeSpan.TicksPerMicrosecond - 1),
                ShowsValues = save.State.SensitiveDataLogged,
            };
        }

        (_last, _lastAsksForActor) = (context, plan.AsksForActor);
        return context;
    }
}
