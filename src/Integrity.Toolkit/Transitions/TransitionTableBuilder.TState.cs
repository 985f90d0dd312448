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

    /// <summary>Names the states an entity may start in.</summary>
    /// <param name="states">The states.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> Initial(params TState[] states)
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
    public TransitionTableBuilder<TState> Terminal(params TState[] states)
    {
        _draft.EndIn(states);

        return this;
    }

    /// <summary>Permits a transition.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="requiresReason">Whether the transition requires a reason; not by default.</param>
    /// <param name="file">Filled in by the compiler, for messages about contradictions.</param>
    /// <param name="line">Filled in by the compiler, for messages about contradictions.</param>
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

    /// <summary>Permits a transition while a condition holds.</summary>
    /// <typeparam name="TEntity">The type of entity the condition is about.</typeparam>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="guard">The condition; one that the database understands can be enforced there too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="requiresReason">Whether the transition requires a reason; not by default.</param>
    /// <param name="description">What the condition means, in words for the reader of a violation.</param>
    /// <param name="file">Filled in by the compiler, for messages about contradictions.</param>
    /// <param name="line">Filled in by the compiler, for messages about contradictions.</param>
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

    /// <summary>Permits leaving a state and entering it again.</summary>
    /// <param name="state">The state that is left and entered again.</param>
    /// <param name="requiresReason">Whether the transition requires a reason; not by default.</param>
    /// <param name="file">Filled in by the compiler, for messages about contradictions.</param>
    /// <param name="line">Filled in by the compiler, for messages about contradictions.</param>
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

    /// <summary>Permits leaving a state and entering it again while a condition holds.</summary>
    /// <typeparam name="TEntity">The type of entity the condition is about.</typeparam>
    /// <param name="state">The state that is left and entered again.</param>
    /// <param name="guard">The condition; one that the database understands can be enforced there too.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="requiresReason">Whether the transition requires a reason; not by default.</param>
    /// <param name="description">What the condition means, in words for the reader of a violation.</param>
    /// <param name="file">Filled in by the compiler, for messages about contradictions.</param>
    /// <param name="line">Filled in by the compiler, for messages about contradictions.</param>
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

    /// <summary>Starts declarations for every state that is not terminal, not excepted and not the target.</summary>
    /// <remarks>
    /// Filled in when the table is built, so that states declared later count as well. Where a state
    /// declares a transition to the same target itself, that one holds.
    /// </remarks>
    /// <param name="except">The states to pass over.</param>
    /// <returns>A builder for these transitions.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public AnyStateConfiguration<TState> FromAny(params TState[] except)
        => new(_draft, _draft.Except(except));

    /// <summary>Demands a condition of every entity in a state, however it came there.</summary>
    /// <remarks>
    /// It is asked of what is saved, not when a trigger is fired: values may still be set in between. A database that is guarded
    /// holds it as well, so it is about the members of one row: what looks further belongs in a guard.
    /// </remarks>
    /// <typeparam name="TEntity">The type of entity the condition is about.</typeparam>
    /// <param name="state">The state.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="description">What the condition means, in words for the reader of a violation.</param>
    /// <param name="file">Filled in by the compiler, for messages about contradictions.</param>
    /// <param name="line">Filled in by the compiler, for messages about contradictions.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    /// <example>
    /// <code>
    /// t.Invariant&lt;Ticket&gt;(Resolved, x => x.ResolvedAt != null, "ticket.resolved-at", "a resolved ticket says since when");
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

    /// <summary>Accepts states that cannot be reached from an initial state, such as those of imported rows.</summary>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">The table has been built.</exception>
    public TransitionTableBuilder<TState> AllowUnreachable()
    {
        _draft.AllowUnreachable();

        return this;
    }
}
