using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks;

/// <summary>The hooks of one save: their instances, what they share, and what they are told about.</summary>
internal sealed class HookRun
{
    private readonly Dictionary<HookDescriptor, EntityHooks> _instances = [];
    private readonly Dictionary<Type, object> _states = [];
    private readonly List<HookChange> _written = [];
    private readonly IReadOnlyList<Type> _suppressed;
    private Dictionary<object, HookChange>? _owners;
    private List<string>? _running;

    public HookRun(SaveSession session)
    {
        Session = session;

        // What is suppressed while the save runs stays so until its transaction is over.
        _suppressed = session.State.FindMemory<HooksMemory>()?.Suppressed() ?? [];
    }

    public SaveSession Session { get; }

    /// <summary>The changes that were written, for the hooks that come after.</summary>
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

    /// <summary>What is changed and has hooks: entities, and owners of what is changed.</summary>
    public IEnumerable<(PlannedEntry Planned, HooksPlan Plan)> Planned()
    {
        foreach (var planned in Session.Entries)
        {
            if (!planned.IsKept && planned.Plan.Find<HooksPlan>() is { } plan)
            {
                yield return (planned, plan);
            }
        }

        foreach (var owner in Owners.Unchanged<HookOwnedPlan>(Session))
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

        // An owner is found anew each time, and may turn up as changed itself.
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

    /// <summary>Keeps what the hooks after the save want to know, once nothing changes any more.</summary>
    public void Capture()
    {
        foreach (var (planned, plan) in Planned())
        {
            if (plan.HasAfter(planned.Operation))
            {
                var change = ChangeOf(planned, plan);
                change.Capture(planned);
                _written.Add(change);
            }
        }
    }

    public bool IsCalled(HookCall call, HookChange change) => !IsSuppressed(call) && call.Concerns(change);

    public bool IsSuppressed(HookCall call)
    {
        foreach (var suppressed in _suppressed)
        {
            if (suppressed.IsAssignableFrom(call.Descriptor.Type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The one instance that serves this save.</summary>
    public EntityHooks Instance(HookDescriptor descriptor)
    {
        if (!_instances.TryGetValue(descriptor, out var hooks))
        {
            _instances[descriptor] = hooks = HookActivation.Make(Session.State, descriptor);
        }

        return hooks;
    }

    /// <summary>Begins a hook that may save: a chain of saves that does not end is told from one that does.</summary>
    public void Begin(HookCall call)
    {
        _running ??= Session.State.Memory<HooksMemory>().Running;
        if (_running.Count >= HooksDefaults.MaxRounds)
        {
            throw new InvalidOperationException(
                $"Hooks that run after a save save again, whose hooks save again: {string.Join(" -> ", _running)} -> {call.Name}. "
                + "Let one of them change nothing that its own hooks answer with a save, or do it before the save.");
        }

        _running.Add(call.Name);
    }

    public void End() => _running!.RemoveAt(_running.Count - 1);

    public void Demand(PlannedEntry planned, HookCall[] calls, string remedy)
    {
        if (Array.Find(calls, call => call.IsAsyncOnly && !IsSuppressed(call)) is { } call)
        {
            throw new InvalidOperationException(
                $"{call.Name} on {planned.Plan.Name} is asynchronous only, and nothing can wait for it here. {remedy}, or override "
                + $"{call.Descriptor.Name}.{call.Point}.");
        }
    }
}
