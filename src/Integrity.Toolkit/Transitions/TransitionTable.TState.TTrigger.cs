using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// An immutable, thread-safe set of permitted transitions with their triggers.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
public sealed class TransitionTable<TState, TTrigger> : TransitionTable<TState>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly TransitionTriggerIndex<TState, TTrigger> _triggers;

    internal TransitionTable(TableFacts<TState> facts)
        : base(facts) => _triggers = new TransitionTriggerIndex<TState, TTrigger>(facts);

    /// <summary>Gets the triggers; triggers that are only ignored come last.</summary>
    public IReadOnlyList<TTrigger> Triggers => _triggers.Triggers;

    private protected override Type TriggerType => typeof(TTrigger);

    /// <summary>Returns the triggers that are permitted in a state, regardless of their guards.</summary>
    /// <remarks>Ignored triggers are not included, see <see cref="Ignores"/>.</remarks>
    /// <param name="from">The state that is left.</param>
    /// <returns>The distinct triggers in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is <see langword="null"/>.</exception>
    public IReadOnlyList<TTrigger> PermittedTriggers(TState from)
    {
        ArgumentNullException.ThrowIfNull(from);

        return _triggers.Permitted(from);
    }

    /// <summary>Returns the transitions of a trigger.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>One transition, several transitions with a guard each, or none.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public IReadOnlyList<Transition<TState>> Find(TState from, TTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return _triggers.Find(from, trigger);
    }

    /// <summary>Returns whether a trigger is ignored in a state, regardless of its guards.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns><see langword="true"/> if the trigger is ignored in the state.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public bool Ignores(TState from, TTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return _triggers.Ignores(from, trigger);
    }

    /// <summary>Returns the guards under which a trigger is ignored; one of them must be met.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The guards; empty if the trigger is always or never ignored in the state, see <see cref="Ignores"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal IReadOnlyList<TransitionGuard> IgnoreGuards(TState from, TTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return _triggers.IgnoreGuards(from, trigger);
    }

    private protected override IReadOnlyList<ITransition> FindBoxed(object from, object trigger)
        => from is TState state && trigger is TTrigger known ? _triggers.Find(state, known) : [];

    private protected override bool IgnoresBoxed(object from, object trigger)
        => from is TState state && trigger is TTrigger known && _triggers.Ignores(state, known);

    private protected override IReadOnlyList<TransitionGuard> IgnoreGuardsBoxed(object from, object trigger)
        => from is TState state && trigger is TTrigger known ? _triggers.IgnoreGuards(state, known) : [];
}
