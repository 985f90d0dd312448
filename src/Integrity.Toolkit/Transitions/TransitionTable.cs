using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Creates transition tables.
/// </summary>
public static class TransitionTable
{
    /// <summary>
    /// Creates a table whose transitions are pairs of states.
    /// </summary>
    /// <typeparam name="TState">The type of the states: an enum, a string or any type with value equality.</typeparam>
    /// <param name="name">A short, stable name.</param>
    /// <param name="configure">Declares the states and transitions.</param>
    /// <returns>The table, which is immutable and thread-safe.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="TransitionTableException">The declarations contradict each other.</exception>
    /// <example>
    /// <code>
    /// TransitionTable.Create&lt;OrderStatus&gt;("order", t => t
    ///     .Initial(New)
    ///     .Permit(New, Paid)
    ///     .Permit(Paid, Shipped)
    ///     .Terminal(Shipped));
    /// </code>
    /// </example>
    public static TransitionTable<TState> Create<TState>(
        string name, Action<TransitionTableBuilder<TState>> configure)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);

        var draft = new TableDraft<TState>(name);

        return new TransitionTable<TState>(draft.Build(() => configure(new TransitionTableBuilder<TState>(draft))));
    }

    /// <summary>
    /// Creates a table whose transitions are fired by triggers.
    /// </summary>
    /// <typeparam name="TState">The type of the states: an enum, a string or any type with value equality.</typeparam>
    /// <typeparam name="TTrigger">The type of the triggers: an enum, a string or any type with value equality.</typeparam>
    /// <param name="name">A short, stable name.</param>
    /// <param name="configure">Declares the states and transitions.</param>
    /// <returns>The table, which is immutable and thread-safe.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="TransitionTableException">The declarations contradict each other.</exception>
    /// <example>
    /// <code>
    /// TransitionTable.Create&lt;TicketStatus, TicketTrigger&gt;("ticket", t =>
    /// {
    ///     t.Initial(New);
    ///     t.Configure(New).Permit(Open, Opened);
    ///     t.Configure(Opened).PermitIf&lt;Ticket&gt;(Escalate, Escalated, x => x.Priority == High, "priority.high");
    ///     t.FromAny(except: [Closed]).Permit(Close, Closed, requiresReason: true);
    ///     t.Terminal(Closed);
    /// });
    /// </code>
    /// </example>
    public static TransitionTable<TState, TTrigger> Create<TState, TTrigger>(
        string name, Action<TransitionTableBuilder<TState, TTrigger>> configure)
        where TState : notnull
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);

        var draft = new TableDraft<TState>(name);

        return new TransitionTable<TState, TTrigger>(
            draft.Build(() => configure(new TransitionTableBuilder<TState, TTrigger>(draft))));
    }
}
