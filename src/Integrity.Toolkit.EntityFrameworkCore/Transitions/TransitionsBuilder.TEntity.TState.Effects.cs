using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <content>Configures the effects of status changes, which are written in the same transaction.</content>
public sealed partial class TransitionsBuilder<TEntity, TState>
{
    /// <summary>
    /// Configures a property that stores the time at which states are entered.
    /// </summary>
    /// <remarks>
    /// The time is that of the call to <c>Fire</c> or <c>TransitionTo</c>, or that of the save for a status that is assigned. A
    /// reentry enters the state again. A value that the application assigns in the same save is overwritten; the value of a
    /// detached entity is not written.
    /// </remarks>
    /// <param name="time">The nullable property with the time.</param>
    /// <param name="on">The states; the initial state of a new entity is entered too.</param>
    /// <param name="clearedOn">The states that clear the time when they are entered.</param>
    /// <param name="keepsFirst">Whether an existing time is kept instead of being replaced by a later one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="time"/> or <paramref name="on"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="time"/> is not a property of the entity.</exception>
    /// <example>
    /// <code>
    /// ticket.HasTransitions(x => x.Status, TicketFlow.Table)
    ///     .WithTimestamp(x => x.ResolvedAt, on: [Resolved], clearedOn: [Reopened])
    ///     .WithTimestamp(x => x.FirstOpenedAt, on: [Open], keepsFirst: true);
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> WithTimestamp(
        Expression<Func<TEntity, DateTime?>> time,
        IReadOnlyList<TState> on,
        IReadOnlyList<TState>? clearedOn = null,
        bool keepsFirst = false)
        => AddTimestamp(time.GetMemberName(), on, clearedOn, keepsFirst);

    /// <inheritdoc cref="WithTimestamp(Expression{Func{TEntity, DateTime?}}, IReadOnlyList{TState}, IReadOnlyList{TState}?, bool)"/>
    public TransitionsBuilder<TEntity, TState> WithTimestamp(
        Expression<Func<TEntity, DateTimeOffset?>> time,
        IReadOnlyList<TState> on,
        IReadOnlyList<TState>? clearedOn = null,
        bool keepsFirst = false)
        => AddTimestamp(time.GetMemberName(), on, clearedOn, keepsFirst);

    private TransitionsBuilder<TEntity, TState> AddTimestamp(
        string time, IReadOnlyList<TState> on, IReadOnlyList<TState>? clearedOn, bool keepsFirst)
    {
        ArgumentNullException.ThrowIfNull(on);

        var timestamp = new TimestampDeclaration(
            time, [.. on.Cast<object>()], [.. (clearedOn ?? []).Cast<object>()], keepsFirst);
        return With(Effects with { Stamps = Effects.Stamps.Add(timestamp) });
    }

    /// <summary>
    /// Configures a property that stores a deadline, which depends on the state and a priority.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The deadline is set when a state with a deadline is entered, unless the application assigns one in the same save, and
    /// cleared when a state without one is entered. A deadline of several states continues while the entity changes between them,
    /// and in a reentry. If the priority changes meanwhile, the deadline changes by the difference. A change to a priority
    /// without a deadline clears it; a change back to one with a deadline sets it, counted from the change.
    /// <c>db.Overdue&lt;Ticket&gt;()</c> returns the overdue entities.
    /// </para>
    /// <para>A deadline that the application assigns while the state does not change is written like any other value.</para>
    /// </remarks>
    /// <typeparam name="TPriority">The type of the priority.</typeparam>
    /// <param name="due">The nullable property with the deadline.</param>
    /// <param name="priority">The property with the priority.</param>
    /// <param name="configure">Specifies the states that have a deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="due"/> or <paramref name="priority"/> is not a property of the entity.
    /// </exception>
    /// <example>
    /// <code>
    /// ticket.HasTransitions(x => x.Status, TicketFlow.Table)
    ///     .WithDeadline(x => x.DueAt, x => x.Priority, deadline => deadline
    ///         .In([New, Open], (High, TimeSpan.FromHours(4)), (Normal, TimeSpan.FromDays(1)))
    ///         .In(Waiting, (High, TimeSpan.FromDays(2)), (Normal, TimeSpan.FromDays(7))));
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> WithDeadline<TPriority>(
        Expression<Func<TEntity, DateTime?>> due,
        Expression<Func<TEntity, TPriority>> priority,
        Action<DeadlineBuilder<TState, TPriority>> configure)
        => AddDeadline(due.GetMemberName(), priority.GetMemberName(), configure);

    /// <inheritdoc cref="WithDeadline{TPriority}(Expression{Func{TEntity, DateTime?}}, Expression{Func{TEntity, TPriority}}, Action{DeadlineBuilder{TState, TPriority}})"/>
    public TransitionsBuilder<TEntity, TState> WithDeadline<TPriority>(
        Expression<Func<TEntity, DateTimeOffset?>> due,
        Expression<Func<TEntity, TPriority>> priority,
        Action<DeadlineBuilder<TState, TPriority>> configure)
        => AddDeadline(due.GetMemberName(), priority.GetMemberName(), configure);

    /// <summary>
    /// Configures a property that stores a deadline, which depends on the state.
    /// </summary>
    /// <inheritdoc cref="WithDeadline{TPriority}(Expression{Func{TEntity, DateTime?}}, Expression{Func{TEntity, TPriority}}, Action{DeadlineBuilder{TState, TPriority}})"/>
    /// <param name="due">The nullable property with the deadline.</param>
    /// <param name="configure">Specifies the states that have a deadline.</param>
    /// <exception cref="ArgumentException"><paramref name="due"/> is not a property of the entity.</exception>
    public TransitionsBuilder<TEntity, TState> WithDeadline(
        Expression<Func<TEntity, DateTime?>> due,
        Action<DeadlineBuilder<TState>> configure)
        => AddDeadline(due.GetMemberName(), configure);

    /// <inheritdoc cref="WithDeadline(Expression{Func{TEntity, DateTime?}}, Action{DeadlineBuilder{TState}})"/>
    public TransitionsBuilder<TEntity, TState> WithDeadline(
        Expression<Func<TEntity, DateTimeOffset?>> due,
        Action<DeadlineBuilder<TState>> configure)
        => AddDeadline(due.GetMemberName(), configure);

    /// <summary>
    /// Configures a counter of a principal that equals the number of rows that refer to it and are in certain states.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The counter changes in every save that inserts, deletes, soft-deletes or restores a row, changes its status, or assigns it
    /// to another principal. It is based on the values of the rows in the database at that time; soft-deleted rows do not count.
    /// One statement for each principal updates the counter, after the statements of the entities and in their transaction. The
    /// bounds of <c>HasCounter()</c> apply, if there are any: if the counter is out of bounds, nothing of the save is written.
    /// Tracked principals are updated; their versions do not change.
    /// </para>
    /// <para>
    /// Changes by other programs are not counted. <c>db.ReconcileCountersAsync&lt;Ticket&gt;()</c> counts rows that existed
    /// before.
    /// </para>
    /// </remarks>
    /// <typeparam name="TPrincipal">The entity type with the counter.</typeparam>
    /// <param name="reference">The property of the foreign key to the principal, or its navigation.</param>
    /// <param name="counter">
    /// The counter: a property of type <see cref="short"/>, <see cref="int"/> or <see cref="long"/>.
    /// </param>
    /// <param name="whileIn">The states in which a row counts.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="reference"/> or <paramref name="counter"/> is not a member of its entity.
    /// </exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Person&gt;().HasCounter(x => x.Workload, "person.workload").WithMinimum(0).WithMaximum(x => x.Capacity);
    /// ticket.HasTransitions(x => x.Status, TicketFlow.Table)
    ///     .WithCounter(x => x.AssigneeId, (Person person) => person.Workload, whileIn: [Open, Waiting]);
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> WithCounter<TPrincipal>(
        Expression<Func<TEntity, object?>> reference,
        Expression<Func<TPrincipal, long>> counter,
        IReadOnlyList<TState> whileIn)
        where TPrincipal : class
    {
        ArgumentNullException.ThrowIfNull(whileIn);

        var count = new CountDeclaration(
            reference.GetMemberName(), typeof(TPrincipal), counter.GetMemberName(), [.. whileIn.Cast<object>()]);
        return With(Effects with { Counts = Effects.Counts.Add(count) });
    }

    private EffectsDeclaration Effects => Present.Effects;

    private TransitionsBuilder<TEntity, TState> AddDeadline<TPriority>(
        string due, string priority, Action<DeadlineBuilder<TState, TPriority>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var builder = new DeadlineBuilder<TState, TPriority>();
        configure(builder);
        return Add(new DeadlineDeclaration(due, priority, builder.Stages));
    }

    private TransitionsBuilder<TEntity, TState> AddDeadline(string due, Action<DeadlineBuilder<TState>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var builder = new DeadlineBuilder<TState>();
        configure(builder);
        return Add(new DeadlineDeclaration(due, Priority: null, builder.Stages));
    }

    private TransitionsBuilder<TEntity, TState> Add(DeadlineDeclaration deadline)
        => With(Effects with { Deadlines = Effects.Deadlines.Add(deadline) });

    private TransitionsBuilder<TEntity, TState> With(EffectsDeclaration effects)
        => Declare(Present with { Effects = effects });
}
