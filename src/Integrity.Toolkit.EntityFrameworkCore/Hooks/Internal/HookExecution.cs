using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The hooks of one save: their instances, their shared state and their changes.</summary>
internal sealed class HookExecution
{
    private readonly Dictionary<HookDescriptor, EntityHooks> _instances = [];
    private readonly Dictionary<Type, object> _states = [];
    private readonly List<HookChange> _written = [];
    private readonly IReadOnlyList<Type> _suppressed;
    private Dictionary<object, HookChange>? _owners;

    public HookExecution(SaveContext save)
    {
        Save = save;

        // Hooks that are suppressed during the save stay suppressed until its transaction ends.
        _suppressed = save.State.FindMemory<HookTracker>()?.Suppressed() ?? [];
    }

    public SaveContext Save { get; }

    /// <summary>The number of hooks called before the save, to determine whether changes must be detected.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether a hook before the save is running.</summary>
    public bool IsCalling { get; private set; }

    /// <summary>The maximum number of rounds.</summary>
    public int MaxRounds => field = field > 0
        ? field
        : Save.Context.GetService<IDbContextOptions>().FindExtension<HooksOptionsExtension>()?.Options.MaxRounds
            ?? HooksDefaults.MaxRounds;

    /// <summary>Whether any hook is suppressed in the save.</summary>
    public bool HasSuppressed => _suppressed.Count > 0;

    private HookChain Chain => field ??= Save.State.Memory<HookTracker>().Chain;

    /// <summary>The written changes, for the hooks after the save.</summary>
    public IReadOnlyList<HookChange> Written => _written;

    public TState State<TState>()
        where TState : class, new()
    {
        if (!_states.TryGetValue(typeof(TState), out var state))
        {
            _states[typeof(TState)] = state = new TState();
        }

        return (TState)state;
    }

    /// <summary>Returns the current changes with hooks: entities, and owners of changed entries.</summary>
    public IEnumerable<(PlannedEntry Planned, HooksPlan Plan)> Planned()
    {
        Save.ResetOwned();
        foreach (var planned in Save.Entries)
        {
            if (!planned.IsKept && planned.Plan.Find<HooksPlan>() is { } plan)
            {
                yield return (planned, plan);
            }
        }

        foreach (var owner in Save.Context.FindUnchangedOwners<HookOwnedPlan>(Save.Entries))
        {
            if (owner.Plan.Find<HooksPlan>() is { } plan)
            {
                yield return (owner, plan);
            }
        }
    }

    public HookChange ChangeOf(PlannedEntry planned, HooksPlan plan)
    {
        if (planned.Memory is HookChange known)
        {
            return known;
        }

        // An owner is found again each time, and may also be changed itself.
        if (_owners is null || !_owners.TryGetValue(planned.Entry.Entity, out var change))
        {
            change = new HookChange(this, planned, plan);
        }

        if (planned.Entry.State == EntityState.Unchanged)
        {
            (_owners ??= new(ReferenceEqualityComparer.Instance))[planned.Entry.Entity] = change;
        }

        planned.Memory = change;
        return change;
    }

    /// <summary>
    /// Captures the state for the hooks after the save, once nothing changes any more, and creates the instances: if one cannot
    /// be created, the save must fail before it is written.
    /// </summary>
    public void Capture()
    {
        var made = new List<(HooksPlan Plan, EntityOperation Operation)>();
        foreach (var (planned, plan) in Planned())
        {
            if (plan.HasAfter(planned.Operation))
            {
                var change = ChangeOf(planned, plan);
                change.Capture(planned);
                _written.Add(change);
                if (plan.Has(HookPoint.AfterCommit) || plan.Has(HookPoint.AfterRollback))
                {
                    // The hooks may run later with another actor, or none.
                    _ = (Save.Actor, Save.Now);
                }

                if (!IsMade(made, plan, planned.Operation))
                {
                    made.Add((plan, planned.Operation));
                    MakeAfter(plan, planned.Operation);
                }
            }
        }
    }

    /// <summary>Compares plans by reference, because value equality would compare all their members for every entity.</summary>
    private static bool IsMade(List<(HooksPlan Plan, EntityOperation Operation)> made, HooksPlan plan, EntityOperation operation)
    {
        foreach (var (done, doneFor) in made)
        {
            if (ReferenceEquals(done, plan) && doneFor == operation)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsCalled(HookCall call, HookChange change) => !IsSuppressed(call) && call.Concerns(change);

    public bool IsSuppressed(HookCall call)
    {
        if (!HasSuppressed)
        {
            return false;
        }

        foreach (var suppressed in _suppressed)
        {
            if (suppressed.IsAssignableFrom(call.Descriptor.Type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the instance of a hooks class for this save.</summary>
    public EntityHooks Instance(HookDescriptor descriptor)
    {
        if (!_instances.TryGetValue(descriptor, out var hooks))
        {
            _instances[descriptor] = hooks = ServiceActivator.Make<EntityHooks>(Save.State, descriptor.Type, descriptor.Create);
        }

        return hooks;
    }

    private void MakeAfter(HooksPlan plan, EntityOperation operation)
    {
        var (first, second) = operation.GetPointsAfter();
        foreach (var point in (ReadOnlySpan<HookPoint>)[first, second, HookPoint.AfterCommit, HookPoint.AfterRollback])
        {
            foreach (var call in plan.At(point))
            {
                if (!IsSuppressed(call))
                {
                    _ = Instance(call.Descriptor);
                }
            }
        }
    }

    /// <summary>Starts a hook before the save, which must not save with the same context.</summary>
    public void BeginBefore(HookCall call)
    {
        Calls++;
        IsCalling = true;
        Save.State.RunningCallback = call.Name;
    }

    public void EndBefore()
    {
        IsCalling = false;
        Save.State.RunningCallback = null;
    }

    /// <summary>Starts a hook that may save, and detects endless chains of saves.</summary>
    public void Begin(HookCall call) => Chain.Begin(call.Name, MaxRounds);

    public void End() => Chain.End();

    public void EnsureSupported(PlannedEntry planned, HookCall[] calls, string remedy)
    {
        if (Array.Find(calls, call => call.IsAsyncOnly && !IsSuppressed(call)) is { } call)
        {
            throw new InvalidOperationException(
                $"{call.Name} on {planned.Plan.Name} is asynchronous only, but it cannot be awaited here. {remedy}, or override "
                + $"{call.Descriptor.Name}.{call.Point}.");
        }
    }
}
