using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <content>What moves along with a status, in the same transaction.</content>
public sealed partial class TransitionsBuilder<TEntity, TState>
{
    /// <summary>
    /// Keeps the time at which states are entered.
    /// </summary>
    /// <remarks>
    /// The time of the move, which is that of the call to <c>Fire</c>; for a status that is assigned, that of the save. A
    /// reentry enters the state again. What the application assigns in the same save is overwritten; what a detached entity
    /// holds is not written.
    /// </remarks>
    /// <param name="time">The property with the time: one that may be empty.</param>
    /// <param name="on">The states; the first state of a new entity is entered too.</param>
    /// <param name="clearedOn">The states on entering which the time is taken away.</param>
    /// <param name="keepsFirst">Whether a time that is there already stays, instead of giving way to a later one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="on"/> is <see langword="null"/>.</exception>
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

        var stamp = new TimestampDeclaration(
            time, [.. on.Cast<object>()], [.. (clearedOn ?? []).Cast<object>()], keepsFirst);
        return With(Effects with { Stamps = Effects.Stamps.Add(stamp) });
    }

    /// <summary>
    /// Keeps until when something has to happen, by the state and a priority.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Set on entering a state with a deadline, unless the application assigns one in the same save, and taken away on
    /// entering one without. A deadline of several states runs on while the entity moves between them, and in a reentry. When
    /// the priority changes meanwhile, the deadline moves by the difference; it comes and goes with a priority that has one,
    /// and is then counted from the change. Deadlines that are over: <c>db.Overdue&lt;Ticket&gt;()</c>.
    /// </para>
    /// <para>A deadline that the application assigns while the state stays is written like any other value.</para>
    /// </remarks>
    /// <typeparam name="TPriority">The type of the priority.</typeparam>
    /// <param name="due">The property with the deadline: one that may be empty.</param>
    /// <param name="priority">The property with the priority.</param>
    /// <param name="configure">Specifies the states that have a deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
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
    /// Keeps until when something has to happen, by the state.
    /// </summary>
    /// <inheritdoc cref="WithDeadline{TPriority}(Expression{Func{TEntity, DateTime?}}, Expression{Func{TEntity, TPriority}}, Action{DeadlineBuilder{TState, TPriority}})"/>
    /// <param name="due">The property with the deadline: one that may be empty.</param>
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
    /// Keeps a counter of another entity equal to the number of rows that refer to it and are in certain states.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Counted in every save in which a row comes, moves, is given to another, is deleted, soft-deleted or restored, by
    /// what the rows hold in the database at that time; deleted ones that are kept do not count. The counter is
    /// changed by one statement for each row, after those of the entities and in their transaction; its bounds are those of
    /// <c>HasCounter()</c>, if there are any: out of bounds, nothing of the save is written. Tracked principals follow; versions do not
    /// move.
    /// </para>
    /// <para>
    /// Other programs do not count. Rows that were there before are counted by <c>db.ReconcileCountersAsync&lt;Ticket&gt;()</c>.
    /// </para>
    /// </remarks>
    /// <typeparam name="TPrincipal">The entity type with the counter.</typeparam>
    /// <param name="reference">The property of the foreign key that leads there, or its navigation.</param>
    /// <param name="counter">The counter: a property of type <see cref="short"/>, <see cref="int"/> or <see cref="long"/>.</param>
    /// <param name="whileIn">The states in which a row counts.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="whileIn"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="reference"/> or <paramref name="counter"/> does not name a member of its entity.
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

    private EffectsDeclaration Effects => _declaration.Effects;

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
        => Declare(_declaration with { Effects = effects });
}
