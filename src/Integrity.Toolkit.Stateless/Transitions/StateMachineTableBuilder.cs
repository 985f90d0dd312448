using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Declares what a state machine does not expose, so that a transition table can be created from it.
/// </summary>
/// <remarks>
/// If a declaration is missing, creating the table throws an exception that lists the required calls.
/// </remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
public sealed class StateMachineTableBuilder<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    internal StateMachineTableBuilder()
    {
    }

    internal MachineAnnotations<TState, TTrigger> Statements { get; } = new();

    /// <summary>Specifies the states in which an entity may be created.</summary>
    /// <remarks>A machine exposes only the state in which it was created, which may be the current state of an entity.</remarks>
    /// <param name="state">A state.</param>
    /// <param name="more">More states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Initial(TState state, params TState[] more)
    {
        Statements.Initial.AddRange(NotNull([state, .. NotNull(more)]));
        return this;
    }

    /// <summary>Specifies the states that no transition leaves.</summary>
    /// <remarks>Each terminal state must be specified, to distinguish it from a state with a missing transition.</remarks>
    /// <param name="state">A state.</param>
    /// <param name="more">More states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Terminal(TState state, params TState[] more)
    {
        Statements.Terminal.AddRange(NotNull([state, .. NotNull(more)]));
        return this;
    }

    /// <summary>Repeats an initial transition of the machine: a transition to the superstate ends in the substate.</summary>
    /// <param name="superstate">The superstate.</param>
    /// <param name="substate">The substate, as configured in the machine.</param>
    /// <param name="file">Supplied by the compiler for messages.</param>
    /// <param name="line">Supplied by the compiler for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> InitialTransition(
        TState superstate, TState substate,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(superstate);
        ArgumentNullException.ThrowIfNull(substate);
        Statements.Landings.Add(new(superstate, substate, new SourceLocation(file, line)));
        return this;
    }

    /// <summary>Specifies superstates without an initial transition: a transition to the superstate ends there.</summary>
    /// <param name="superstate">A superstate.</param>
    /// <param name="more">More superstates.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> NoInitialTransition(TState superstate, params TState[] more)
    {
        Statements.Resting.AddRange(NotNull([superstate, .. NotNull(more)]));
        return this;
    }

    /// <summary>Specifies the possible destinations of a dynamic transition.</summary>
    /// <remarks>
    /// Required if the machine was configured without possible destinations; otherwise, the call replaces them. With several
    /// states, the choice is open. Use <see cref="DynamicIf"/> to specify when each state is chosen.
    /// </remarks>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">A possible destination.</param>
    /// <param name="more">More possible destinations.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Dynamic(TState from, TTrigger trigger, TState to, params TState[] more)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(to);
        Statements.Dynamics.Add(new(from, trigger, [to, .. NotNull(more)], Choice: null));
        return this;
    }

    /// <summary>Specifies a state that a dynamic transition chooses while a condition is met.</summary>
    /// <remarks>A subsequent call of <see cref="Dynamic"/> with one state specifies the state that is chosen otherwise.</remarks>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is chosen.</param>
    /// <param name="guard">The condition. If several conditions are met, the first declaration is used.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> DynamicIf<TEntity>(
        TState from, TTrigger trigger, TState to, Expression<Func<TEntity, bool>> guard, string code)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(code);
        Statements.Dynamics.Add(new(from, trigger, [to], new Condition(code, guard)));
        return this;
    }

    /// <summary>Specifies that the machine has no asynchronous guards.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public StateMachineTableBuilder<TState, TTrigger> NoAsyncGuards()
    {
        Statements.NoAsyncGuards = true;
        return this;
    }

    /// <summary>Repeats a transition with an asynchronous guard, which the machine does not expose.</summary>
    /// <remarks>Declare all of them: one call implies that there are no others.</remarks>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered; the same state for reentry.</param>
    /// <param name="description">The description of the guard.</param>
    /// <param name="file">Supplied by the compiler for messages.</param>
    /// <param name="line">Supplied by the compiler for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> PermitIfAsync(
        TState from, TTrigger trigger, TState to, string description,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(description);
        Statements.Asyncs.Add(new(from, trigger, to, description, new SourceLocation(file, line)));
        return this;
    }

    /// <summary>Specifies the condition on the entity for every guard with a description.</summary>
    /// <remarks>
    /// The violation has the code and, unless it is the name of a method, the description.
    /// </remarks>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="description">The description in the machine, or the name of the method that is the guard.</param>
    /// <param name="guard">The condition. If it translates to SQL, the database can enforce it too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted; the description by default.</param>
    /// <param name="file">Supplied by the compiler for messages.</param>
    /// <param name="line">Supplied by the compiler for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Guard<TEntity>(
        string description,
        Expression<Func<TEntity, bool>> guard,
        string? code = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(guard);
        Statements.Bodies.Add(new(description, guard, code ?? description, new SourceLocation(file, line)));
        return this;
    }

    /// <summary>Specifies a condition on the entity for all guards of one transition.</summary>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered; the same state if the state does not change.</param>
    /// <param name="guard">The condition, which replaces all guards of the transition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="file">Supplied by the compiler for messages.</param>
    /// <param name="line">Supplied by the compiler for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Guard<TEntity>(
        TState from,
        TTrigger trigger,
        TState to,
        Expression<Func<TEntity, bool>> guard,
        string code,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(code);
        return At(from, trigger, to, guard, code, new SourceLocation(file, line));
    }

    /// <summary>Specifies that a transition has no condition, even if the machine exposes a guard.</summary>
    /// <remarks>An internal transition of a trigger with parameters exposes a guard that is always met.</remarks>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered; the same state if the state does not change.</param>
    /// <param name="file">Supplied by the compiler for messages.</param>
    /// <param name="line">Supplied by the compiler for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Unguarded(
        TState from, TTrigger trigger, TState to,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => At(from, trigger, to, predicate: null, "", new SourceLocation(file, line));

    /// <summary>Leaves guards to the machine: the table keeps their descriptions and permits every entity.</summary>
    /// <remarks>
    /// A table cannot evaluate a closure of the machine. Open guards are not checked when an entity is saved, and the table
    /// cannot fire a trigger whose open guards choose between several states.
    /// </remarks>
    /// <param name="descriptions">The descriptions of the guards; none for all guards without a declared condition.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A description is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> OpenGuards(params string[] descriptions)
    {
        Statements.AllOpen |= NotNull(descriptions).Length == 0;
        Statements.Open.AddRange(descriptions);
        return this;
    }

    /// <summary>Specifies that no entry action of the machine fires a trigger or changes the state.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public StateMachineTableBuilder<TState, TTrigger> EntryFiresNothing()
    {
        Statements.EntryFiresNothing = true;
        return this;
    }

    /// <summary>Specifies that an entry action fires a trigger: a transition to one state ends in another.</summary>
    /// <remarks>Declare all of them: one call implies that there are no others.</remarks>
    /// <param name="state">The state with the entry action.</param>
    /// <param name="to">The final state.</param>
    /// <param name="file">Supplied by the compiler for messages.</param>
    /// <param name="line">Supplied by the compiler for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> EntryLeadsTo(
        TState state, TState to,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(to);
        Statements.Entries.Add(new(state, to, new SourceLocation(file, line)));
        return this;
    }

    /// <summary>Rejects the transitions of the specified triggers without a reason.</summary>
    /// <param name="trigger">A trigger.</param>
    /// <param name="more">More triggers.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A trigger is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> RequireReason(TTrigger trigger, params TTrigger[] more)
    {
        Statements.WithReason.AddRange(NotNull([trigger, .. NotNull(more)]));
        return this;
    }

    /// <summary>Keeps states that cannot be reached from an initial state, such as those of imported rows.</summary>
    /// <remarks>
    /// Otherwise, superstates in which no transition ends are omitted, and any other unreachable state is rejected.
    /// </remarks>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public StateMachineTableBuilder<TState, TTrigger> AllowUnreachable()
    {
        Statements.UnreachableAllowed = true;
        return this;
    }

    private static T[] NotNull<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(values));
        }

        return values;
    }

    private StateMachineTableBuilder<TState, TTrigger> At(
        TState from, TTrigger trigger, TState to, LambdaExpression? predicate, string code, SourceLocation place)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(to);
        Statements.BodiesAt.Add(new(from, trigger, to, predicate, code, place));
        return this;
    }
}
