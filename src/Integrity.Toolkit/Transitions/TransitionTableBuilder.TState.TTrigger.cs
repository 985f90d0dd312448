using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Declares the states and transitions of a table with triggers.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
public sealed class TransitionTableBuilder<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly TableDraft<TState> _draft;

    internal TransitionTableBuilder(TableDraft<TState> draft) => _draft = draft;

    /// <summary>Names the states an entity may start in.</summary>
    /// <param name="states">The states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState, TTrigger> Initial(params TState[] states)
    {
        _draft.StartIn(states);

        return this;
    }

    /// <summary>Names the states no transition leaves. <c>FromAny</c> passes them over.</summary>
    /// <remarks>They may be entered again where that is permitted.</remarks>
    /// <param name="states">The states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState, TTrigger> Terminal(params TState[] states)
    {
        _draft.EndIn(states);

        return this;
    }

    /// <summary>Starts the declarations of one state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>A builder for the transitions that leave it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> Configure(TState state)
    {
        _draft.Declare(state);

        return new StateConfiguration<TState, TTrigger>(_draft, state);
    }

    /// <summary>Starts declarations for every state that is not terminal, not excepted and not the target.</summary>
    /// <remarks>
    /// Filled in when the table is built, so that states declared later count as well. Where a state
    /// declares the same trigger itself, that declaration holds.
    /// </remarks>
    /// <param name="except">The states to pass over.</param>
    /// <returns>A builder for these transitions.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public AnyStateConfiguration<TState, TTrigger> FromAny(params TState[] except)
        => new(_draft, _draft.Except(except));

    /// <summary>Accepts states that cannot be reached from an initial state, such as those of imported rows.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState, TTrigger> AllowUnreachable()
    {
        _draft.AllowUnreachable();

        return this;
    }
}
