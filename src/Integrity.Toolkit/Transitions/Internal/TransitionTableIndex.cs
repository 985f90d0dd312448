using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Indexes the content of a table for lookups without searches or allocations.</summary>
internal sealed class TransitionTableIndex<TState>
    where TState : notnull
{
    private readonly StateIndex<TState> _index;
    private readonly PairMatrix _pairs;
    private readonly bool[] _initial;
    private readonly bool[] _terminal;
    private readonly IReadOnlyList<TState>[] _next;
    private readonly IReadOnlyList<Transition<TState>>[] _from;
    private readonly FrozenDictionary<(int From, int To), IReadOnlyList<Transition<TState>>> _between;
    private readonly FrozenDictionary<string, TState> _byText;
    private readonly IReadOnlyList<StateInvariant>[] _invariants;

    public TransitionTableIndex(TableFacts<TState> facts)
    {
        _index = new StateIndex<TState>(facts.States);
        _pairs = new PairMatrix(facts.States.Count);
        foreach (var transition in facts.Transitions)
        {
            _pairs.Add(IndexOf(transition.From), IndexOf(transition.To));
        }

        var initial = facts.InitialStates.ToHashSet();
        var terminal = facts.TerminalStates.ToHashSet();
        var leaving = facts.Transitions.ToLookup(transition => transition.From);
        _initial = [.. facts.States.Select(initial.Contains)];
        _terminal = [.. facts.States.Select(terminal.Contains)];
        _from = [.. facts.States.Select(state => leaving[state].ToArray().AsReadOnly())];
        _next = [.. facts.States.Select(state => leaving[state].Select(x => x.To).Distinct().ToArray().AsReadOnly())];
        _between = facts.Transitions
            .GroupBy(transition => (IndexOf(transition.From), IndexOf(transition.To)))
            .ToFrozenDictionary(
                pair => pair.Key, pair => (IReadOnlyList<Transition<TState>>)pair.ToArray().AsReadOnly());
        _byText = facts.States.ToFrozenDictionary(state => ValueText.Of(state), StringComparer.Ordinal);
        _invariants =
        [
            .. facts.States.Select(state => facts.Invariants.Where(x => state.Equals(x.State)).ToArray().AsReadOnly()),
        ];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(TState state) => _index.IndexOf(state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Permits(TState from, TState to) => _pairs.Contains(IndexOf(from), IndexOf(to));

    public bool IsInitial(TState state) => IndexOf(state) is >= 0 and var i && _initial[i];

    public bool IsTerminal(TState state) => IndexOf(state) is >= 0 and var i && _terminal[i];

    public IReadOnlyList<TState> Next(TState from) => IndexOf(from) is >= 0 and var i ? _next[i] : [];

    public IReadOnlyList<Transition<TState>> From(TState from) => IndexOf(from) is >= 0 and var i ? _from[i] : [];

    public IReadOnlyList<StateInvariant> InvariantsOf(TState state)
        => IndexOf(state) is >= 0 and var i ? _invariants[i] : [];

    public IReadOnlyList<Transition<TState>> Find(TState from, TState to)
        => _between.TryGetValue((IndexOf(from), IndexOf(to)), out var found) ? found : [];

    public bool TryParse(string text, out TState? state) => _byText.TryGetValue(text, out state);
}
