using Integrity.Toolkit.Transitions.Internal;
using Stateless;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Extension methods that create transition tables from state machines.
/// </summary>
public static class StateMachineExtensions
{
    /// <summary>
    /// Creates the transition table of a machine: every trigger has the same effect as <c>Fire</c> in every state.
    /// </summary>
    /// <remarks>
    /// Create the table once, from a machine in any state, and keep it. The table is immutable, thread-safe and independent of
    /// the machine. For a machine that uses <c>FireAsync</c>, note that Stateless 5.18 chooses differently from <c>Fire</c>
    /// between a state and its superstate.
    /// </remarks>
    /// <typeparam name="TState">The type of the states.</typeparam>
    /// <typeparam name="TTrigger">The type of the triggers.</typeparam>
    /// <param name="machine">The fully configured machine.</param>
    /// <param name="name">A short, stable name.</param>
    /// <param name="configure">Declares what the machine does not expose.</param>
    /// <returns>The table, which is immutable and thread-safe.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="StateMachineTableException">A declaration is missing or invalid.</exception>
    /// <example>
    /// <code>
    /// var table = machine.ToTransitionTable("ticket", t => t
    ///     .Initial(New)
    ///     .InitialTransition(Open, Waiting)
    ///     .Dynamic(Waiting, Route, FirstLevel, SecondLevel)
    ///     .Guard&lt;Ticket&gt;("has an owner", x => x.OwnerId != null, "owner.required")
    ///     .NoAsyncGuards()
    ///     .Terminal(Closed));
    /// </code>
    /// </example>
    public static TransitionTable<TState, TTrigger> ToTransitionTable<TState, TTrigger>(
        this StateMachine<TState, TTrigger> machine,
        string name,
        Action<StateMachineTableBuilder<TState, TTrigger>> configure)
        where TState : notnull
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);

        var builder = new StateMachineTableBuilder<TState, TTrigger>();
        configure(builder);

        return MachineCompilation.Compile(MachineReader.Read(machine), name, builder.Statements);
    }
}
