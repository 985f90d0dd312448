using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Declares the transitions of triggers in many states.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
public sealed class AnyStateConfiguration<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly TableDraft<TState> _draft;
    private readonly IReadOnlySet<TState> _except;

    internal AnyStateConfiguration(TableDraft<TState> draft, IReadOnlySet<TState> except)
    {
        _draft = draft;
        _except = except;
    }

    /// <summary>Permits a transition from each of the states.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public AnyStateConfiguration<TState, TTrigger> Permit(
        TTrigger trigger, TState to, bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        _draft.Add(new DraftTransition<TState>(to, to, DraftKind.Permit, new SourceLocation(file, line))
        {
            Trigger = trigger,
            Except = _except,
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits a transition from each of the states while a condition is met.</summary>
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
    public AnyStateConfiguration<TState, TTrigger> PermitIf<TEntity>(
        TTrigger trigger,
        TState to,
        Expression<Func<TEntity, bool>> guard,
        string code,
        bool requiresReason = false,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(trigger);
        _draft.Add(new DraftTransition<TState>(to, to, DraftKind.Permit, new SourceLocation(file, line))
        {
            Trigger = trigger,
            Except = _except,
            Guard = TransitionGuard.Create(guard, code, description: description),
            RequiresReason = requiresReason,
        });

        return this;
    }
}
