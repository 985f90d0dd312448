using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says of a state machine what it cannot tell itself, so that a transition table can be made from it.
/// </summary>
/// <remarks>Whatever the machine leaves open and nobody says fails the compilation, and the failure names what to write.</remarks>
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

    /// <summary>Names the states an entity may start in.</summary>
    /// <remarks>A machine knows only the state it was made in, which may be that of an entity half-way.</remarks>
    /// <param name="state">A state.</param>
    /// <param name="more">More states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Initial(TState state, params TState[] more)
    {
        Statements.Initial.AddRange(NotNull([state, .. NotNull(more)]));
        return this;
    }

    /// <summary>Names the states no transition leaves.</summary>
    /// <remarks>Each must be named, so that a forgotten way out is not taken for an end.</remarks>
    /// <param name="state">A state.</param>
    /// <param name="more">More states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Terminal(TState state, params TState[] more)
    {
        Statements.Terminal.AddRange(NotNull([state, .. NotNull(more)]));
        return this;
    }

    /// <summary>Repeats the machine's initial transition: who enters the superstate ends in the substate.</summary>
    /// <param name="superstate">The superstate.</param>
    /// <param name="substate">Its substate, as given to the machine.</param>
    /// <param name="file">Filled in by the compiler, for messages.</param>
    /// <param name="line">Filled in by the compiler, for messages.</param>
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

    /// <summary>Says that superstates have no initial transition: who enters one stays in it.</summary>
    /// <param name="superstate">A superstate.</param>
    /// <param name="more">More superstates.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> NoInitialTransition(TState superstate, params TState[] more)
    {
        Statements.Resting.AddRange(NotNull([superstate, .. NotNull(more)]));
        return this;
    }

    /// <summary>Names the states a dynamic transition may choose.</summary>
    /// <remarks>
    /// Needed where the machine was not given its possible destinations; otherwise it replaces them. With several states the
    /// choice stays open; <see cref="DynamicIf"/> says when each is chosen.
    /// </remarks>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">A state that may be chosen.</param>
    /// <param name="more">More states that may be chosen.</param>
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

    /// <summary>Names a state that a dynamic transition chooses while a condition holds.</summary>
    /// <remarks>One state named by <see cref="Dynamic"/> afterwards is chosen otherwise.</remarks>
    /// <typeparam name="TEntity">The type of entity the condition is about.</typeparam>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is chosen.</param>
    /// <param name="guard">The condition; where several hold, the first that was said is chosen.</param>
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

    /// <summary>Says that no transition of the machine has an asynchronous guard.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public StateMachineTableBuilder<TState, TTrigger> NoAsyncGuards()
    {
        Statements.NoAsyncGuards = true;
        return this;
    }

    /// <summary>Repeats a transition with an asynchronous guard, of which the machine does not tell.</summary>
    /// <remarks>One such statement says that there are no others: name all of them.</remarks>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered; the same state for reentry.</param>
    /// <param name="description">The description of the guard.</param>
    /// <param name="file">Filled in by the compiler, for messages.</param>
    /// <param name="line">Filled in by the compiler, for messages.</param>
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

    /// <summary>Gives every guard with a description its condition on the entity.</summary>
    /// <remarks>The description, unless it is the name of a method, is what a violation says; the code is what it carries.</remarks>
    /// <typeparam name="TEntity">The type of entity the condition is about.</typeparam>
    /// <param name="description">The description as given to the machine, or the name of the method that is the guard.</param>
    /// <param name="guard">The condition; one that the database understands can be enforced there too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted; the description by default.</param>
    /// <param name="file">Filled in by the compiler, for messages.</param>
    /// <param name="line">Filled in by the compiler, for messages.</param>
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

    /// <summary>Gives the guards of one transition, taken together, a condition on the entity.</summary>
    /// <typeparam name="TEntity">The type of entity the condition is about.</typeparam>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered; the same state where it stays.</param>
    /// <param name="guard">The condition, in the place of all guards of that transition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="file">Filled in by the compiler, for messages.</param>
    /// <param name="line">Filled in by the compiler, for messages.</param>
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

    /// <summary>Says that a transition has no condition, whatever the machine shows.</summary>
    /// <remarks>An internal transition of a trigger with parameters shows a guard that always holds.</remarks>
    /// <param name="from">The state the transition is configured in.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered; the same state where it stays.</param>
    /// <param name="file">Filled in by the compiler, for messages.</param>
    /// <param name="line">Filled in by the compiler, for messages.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> Unguarded(
        TState from, TTrigger trigger, TState to,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => At(from, trigger, to, predicate: null, "", new SourceLocation(file, line));

    /// <summary>Leaves guards to the machine: the table keeps their descriptions and lets every entity pass.</summary>
    /// <remarks>
    /// A table cannot run a closure of the machine. What is left open is not checked when an entity is saved, and a trigger
    /// for which open guards choose between several states can no longer be fired by the table.
    /// </remarks>
    /// <param name="descriptions">The descriptions of the guards; none stands for all that are given no condition.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A description is <see langword="null"/>.</exception>
    public StateMachineTableBuilder<TState, TTrigger> OpenGuards(params string[] descriptions)
    {
        Statements.AllOpen |= NotNull(descriptions).Length == 0;
        Statements.Open.AddRange(descriptions);
        return this;
    }

    /// <summary>Says that no entry action of the machine fires a trigger or changes the state.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public StateMachineTableBuilder<TState, TTrigger> EntryFiresNothing()
    {
        Statements.EntryFiresNothing = true;
        return this;
    }

    /// <summary>Says that an entry action fires on: who enters the one state ends in the other.</summary>
    /// <remarks>One such statement says that there are no others: name all of them.</remarks>
    /// <param name="state">The state with the entry action.</param>
    /// <param name="to">The state in which the machine comes to rest.</param>
    /// <param name="file">Filled in by the compiler, for messages.</param>
    /// <param name="line">Filled in by the compiler, for messages.</param>
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

    /// <summary>Refuses the transitions of some triggers without a reason.</summary>
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
    /// <remarks>Without it a superstate in which nothing ends is left out, and any other such state is refused.</remarks>
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
