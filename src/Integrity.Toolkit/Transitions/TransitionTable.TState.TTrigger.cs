using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says which trigger leads from which state to which. Immutable and safe to share between threads.
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

    /// <summary>Gets the triggers, those that are only ignored last.</summary>
    public IReadOnlyList<TTrigger> Triggers => _triggers.Triggers;

    private protected override Type TriggerType => typeof(TTrigger);

    /// <summary>Gets the triggers that lead out of a state or back into it, whatever their guards say.</summary>
    /// <remarks>Ignored triggers are not among them: ask <see cref="Ignores"/>.</remarks>
    /// <param name="from">The state that is left.</param>
    /// <returns>The triggers in the order of their declaration, each once; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is <see langword="null"/>.</exception>
    public IReadOnlyList<TTrigger> PermittedTriggers(TState from)
    {
        ArgumentNullException.ThrowIfNull(from);

        return _triggers.Permitted(from);
    }

    /// <summary>Finds the transitions of a trigger.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>One transition, several with a guard each, or none.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public IReadOnlyList<Transition<TState>> Find(TState from, TTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return _triggers.Find(from, trigger);
    }

    /// <summary>Tells whether a trigger is accepted in a state without any effect, whatever its guards say.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns><see langword="true"/> if the trigger is ignored there.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public bool Ignores(TState from, TTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return _triggers.Ignores(from, trigger);
    }

    /// <summary>Finds the conditions of which one must hold for a trigger to be ignored.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The guards; empty if the trigger is always ignored there, or never: ask <see cref="Ignores"/>.</returns>
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
