using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Declares the states and transitions of a table without triggers.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed class TransitionTableBuilder<TState>
    where TState : notnull
{
    private readonly TableDraft<TState> _draft;

    internal TransitionTableBuilder(TableDraft<TState> draft) => _draft = draft;

    /// <summary>Specifies the states in which an entity may be created.</summary>
    /// <param name="states">The states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> Initial(params TState[] states)
    {
        _draft.StartIn(states);

        return this;
    }

    /// <summary>Specifies the states that no transition leaves. <c>FromAny</c> excludes them.</summary>
    /// <remarks>A terminal state may be reentered if the table permits it.</remarks>
    /// <param name="states">The states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> Terminal(params TState[] states)
    {
        _draft.EndIn(states);

        return this;
    }

    /// <summary>Permits a transition.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> Permit(
        TState from, TState to, bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _draft.Add(new DraftTransition<TState>(from, to, DraftKind.Permit, new SourceLocation(file, line))
        {
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits a transition while a condition is met.</summary>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="from">The state that is left.</param>
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
    public TransitionTableBuilder<TState> PermitIf<TEntity>(
        TState from,
        TState to,
        Expression<Func<TEntity, bool>> guard,
        string code,
        bool requiresReason = false,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
    {
        _draft.Add(new DraftTransition<TState>(from, to, DraftKind.Permit, new SourceLocation(file, line))
        {
            Guard = TransitionGuard.Create(guard, code, description: description),
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits a state to be left and entered again.</summary>
    /// <param name="state">The state that is left and entered again.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> PermitReentry(
        TState state, bool requiresReason = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _draft.Add(new DraftTransition<TState>(state, state, DraftKind.Reentry, new SourceLocation(file, line))
        {
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Permits a state to be left and entered again while a condition is met.</summary>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="state">The state that is left and entered again.</param>
    /// <param name="guard">The condition. If it translates to SQL, the database can enforce it too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="requiresReason">Whether the transition requires a reason. The default is <see langword="false"/>.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> PermitReentryIf<TEntity>(
        TState state, Expression<Func<TEntity, bool>> guard, string code, bool requiresReason = false,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
    {
        _draft.Add(new DraftTransition<TState>(state, state, DraftKind.Reentry, new SourceLocation(file, line))
        {
            Guard = TransitionGuard.Create(guard, code, description: description),
            RequiresReason = requiresReason,
        });

        return this;
    }

    /// <summary>Configures every state except terminal states, excluded states and the target state.</summary>
    /// <remarks>
    /// The states are determined when the table is built, so they include states that are declared later. If a state declares
    /// a transition to the same target itself, its own declaration takes precedence.
    /// </remarks>
    /// <param name="except">The states to exclude.</param>
    /// <returns>A builder for these transitions.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public AnyStateConfiguration<TState> FromAny(params TState[] except)
        => new(_draft, _draft.Except(except));

    /// <summary>Requires every entity in a state to meet a condition, however it entered the state.</summary>
    /// <remarks>
    /// The condition is evaluated when the entity is saved, not when its state changes, so values may be set in between. Database
    /// enforcement includes the condition, so it must use only the members of one row. Use a guard for other conditions.
    /// </remarks>
    /// <typeparam name="TEntity">The type of entity that the condition evaluates.</typeparam>
    /// <param name="state">The state.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <param name="file">Supplied by the compiler for messages about contradictions.</param>
    /// <param name="line">Supplied by the compiler for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    /// <example>
    /// <code>
    /// t.Invariant&lt;Ticket&gt;(Resolved, x => x.ResolvedAt != null, "ticket.resolved-at", "resolved tickets have a time");
    /// </code>
    /// </example>
    public TransitionTableBuilder<TState> Invariant<TEntity>(
        TState state,
        Expression<Func<TEntity, bool>> condition,
        string code,
        string? description = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : class
    {
        _draft.Hold(state, condition, code, description, new SourceLocation(file, line));

        return this;
    }

    /// <summary>Accepts states that cannot be reached from an initial state, such as the states of imported rows.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> AllowUnreachable()
    {
        _draft.AllowUnreachable();

        return this;
    }
}
