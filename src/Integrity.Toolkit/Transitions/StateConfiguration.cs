using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Declares the transitions of triggers in one state.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
public sealed class StateConfiguration<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly TableDraft<TState> _draft;
    private readonly TState _state;

    internal StateConfiguration(TableDraft<TState> draft, TState state)
    {
        _draft = draft;
        _state = state;
    }

    /// <summary>Permits a transition.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> Permit(
        TTrigger trigger, TState to, bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        _draft.Add(new DraftTransition<TState>(_state, to, DraftKind.Permit, new SourceLocation(file, line))
        {
            Trigger = trigger,
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits a transition while a condition is met.</summary>
    /// <remarks>A trigger may lead to several states if each transition has a guard with a code of its own.</remarks>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="guard">The condition. If it translates to SQL, the database can enforce it too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> PermitIf<TEntity>(
        TTrigger trigger,
        TState to,
        Expression<Func<TEntity, bool>> guard,
        string code,
        bool requiresReason = false,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
        => PermitIf(trigger, to, TransitionGuard.Create(guard, code, description: description), requiresReason, file, line);

    /// <summary>Permits a transition while a guard is met.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="guard">The guard.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> PermitIf(
        TTrigger trigger,
        TState to,
        TransitionGuard guard,
        bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(guard);
        _draft.Add(new DraftTransition<TState>(_state, to, DraftKind.Permit, new SourceLocation(file, line))
        {
            Trigger = trigger,
            Guard = guard,
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits the state to be left and entered again.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> PermitReentry(
        TTrigger trigger, bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        _draft.Add(new DraftTransition<TState>(_state, _state, DraftKind.Reentry, new SourceLocation(file, line))
        {
            Trigger = trigger,
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits the state to be left and entered again while a condition is met.</summary>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="trigger">The trigger.</param>
    /// <param name="guard">The condition. If it translates to SQL, the database can enforce it too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> PermitReentryIf<TEntity>(
        TTrigger trigger,
        Expression<Func<TEntity, bool>> guard,
        string code,
        bool requiresReason = false,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
        => PermitReentryIf(trigger, TransitionGuard.Create(guard, code, description: description), requiresReason, file, line);

    /// <summary>Permits the state to be left and entered again while a guard is met.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="guard">The guard.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> PermitReentryIf(
        TTrigger trigger,
        TransitionGuard guard,
        bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(guard);
        _draft.Add(new DraftTransition<TState>(_state, _state, DraftKind.Reentry, new SourceLocation(file, line))
        {
            Trigger = trigger,
            Guard = guard,
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Ignores a trigger: it is accepted, but nothing changes and nothing is recorded.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> Ignore(
        TTrigger trigger,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        _draft.Add(new DraftTransition<TState>(_state, _state, DraftKind.Ignore, new SourceLocation(file, line))
        {
            Trigger = trigger,
        });

        return this;
    }

    /// <summary>Ignores a trigger while a condition is met.</summary>
    /// <remarks>Otherwise the trigger follows its other declarations in this state, or is rejected.</remarks>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="trigger">The trigger.</param>
    /// <param name="guard">The condition.</param>
    /// <param name="code">The stable code of the condition, lower case and dotted.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> IgnoreIf<TEntity>(
        TTrigger trigger,
        Expression<Func<TEntity, bool>> guard,
        string code,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
        => IgnoreIf(trigger, TransitionGuard.Create(guard, code, description: description), file, line);

    /// <summary>Ignores a trigger while a guard is met.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="guard">The guard.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public StateConfiguration<TState, TTrigger> IgnoreIf(
        TTrigger trigger,
        TransitionGuard guard,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(guard);
        _draft.Add(new DraftTransition<TState>(_state, _state, DraftKind.Ignore, new SourceLocation(file, line))
        {
            Trigger = trigger,
            Guard = guard,
        });

        return this;
    }
}
