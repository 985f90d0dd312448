using System.Collections.Frozen;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Indexes the triggers of a table.</summary>
internal sealed class TransitionTriggerIndex<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly FrozenDictionary<(TState From, TTrigger Trigger), IReadOnlyList<Transition<TState>>> _byTrigger;
    private readonly FrozenDictionary<(TState From, TTrigger Trigger), IReadOnlyList<TransitionGuard>> _ignored;
    private readonly FrozenDictionary<TState, IReadOnlyList<TTrigger>> _permitted;

    public TransitionTriggerIndex(TableFacts<TState> facts)
    {
        _byTrigger = facts.Transitions
            .GroupBy(transition => (transition.From, (TTrigger)transition.Trigger!))
            .ToFrozenDictionary(
                same => same.Key, same => (IReadOnlyList<Transition<TState>>)same.ToArray().AsReadOnly());
        _ignored = facts.Ignored
            .GroupBy(x => (x.From, (TTrigger)x.Trigger), x => x.Guard)
            .ToFrozenDictionary(
                same => same.Key,
                same => (IReadOnlyList<TransitionGuard>)same.OfType<TransitionGuard>().ToArray().AsReadOnly());
        _permitted = facts.Transitions
            .GroupBy(transition => transition.From, transition => (TTrigger)transition.Trigger!)
            .ToFrozenDictionary(
                same => same.Key, same => (IReadOnlyList<TTrigger>)same.Distinct().ToArray().AsReadOnly());
        Triggers = facts.Transitions.Select(transition => transition.Trigger!)
            .Concat(facts.Ignored.Select(x => x.Trigger))
            .Cast<TTrigger>()
            .Distinct()
            .ToArray()
            .AsReadOnly();
    }

    public IReadOnlyList<TTrigger> Triggers { get; }

    public IReadOnlyList<TTrigger> Permitted(TState from)
        => _permitted.TryGetValue(from, out var triggers) ? triggers : [];

    public IReadOnlyList<Transition<TState>> Find(TState from, TTrigger trigger)
        => _byTrigger.TryGetValue((from, trigger), out var found) ? found : [];

    public bool Ignores(TState from, TTrigger trigger) => _ignored.ContainsKey((from, trigger));

    public IReadOnlyList<TransitionGuard> IgnoreGuards(TState from, TTrigger trigger)
        => _ignored.TryGetValue((from, trigger), out var guards) ? guards : [];
}
