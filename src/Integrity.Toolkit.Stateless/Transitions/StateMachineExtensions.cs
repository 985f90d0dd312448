using Integrity.Toolkit.Transitions.Internal;
using Stateless;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Makes transition tables from state machines.
/// </summary>
public static class StateMachineExtensions
{
    /// <summary>
    /// Makes the transition table of a machine: every trigger in every state does in the table what <c>Fire</c> does.
    /// </summary>
    /// <remarks>
    /// Make it once, from a machine in any state, and keep it: the table is immutable, shared by all threads, and has no
    /// tie to the machine. Where the machine was configured for <c>FireAsync</c>, note that Stateless 5.18 chooses
    /// otherwise than <c>Fire</c> between a state and its superstate.
    /// </remarks>
    /// <typeparam name="TState">The type of the states.</typeparam>
    /// <typeparam name="TTrigger">The type of the triggers.</typeparam>
    /// <param name="machine">The machine, configured completely.</param>
    /// <param name="name">A short name that stays the same.</param>
    /// <param name="configure">Says what the machine cannot tell itself.</param>
    /// <returns>The table, safe to share between threads.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="StateMachineTableException">Something was left unsaid or cannot be; all of it is named.</exception>
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
