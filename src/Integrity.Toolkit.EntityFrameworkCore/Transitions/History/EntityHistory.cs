using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Queries the transition history of one entity.
/// </summary>
/// <remarks>
/// All results use the order of the rows. If the clock was set back between two rows, the later transition counts as if it
/// occurred at the time of the earlier one: a state is never left before it was entered.
/// </remarks>
public sealed class EntityHistory
{
    private readonly DbContext _context;
    private readonly TransitionsPlan _plan;

    internal EntityHistory(DbContext context, TransitionsPlan plan, IReadOnlyList<object?> key)
    {
        (_context, _plan) = (context, plan);
        Rows = HistoryQuery.Of(context, plan, key);
    }

    /// <summary>Gets a query of the history rows in their order, without tracking.</summary>
    public IQueryable<TransitionRecord> Rows { get; }

    /// <summary>
    /// Returns the state of the entity at a point in time, as text.
    /// </summary>
    /// <param name="time">The time in UTC. A time without a kind is treated as UTC, and a local time is converted.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The text of the state; <see langword="null"/> if the history starts later.</returns>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public Task<string?> StateAtAsync(DateTime time, CancellationToken cancellationToken = default)
    {
        var rows = Rows;
        var at = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return rows
            .Where(row => !rows.Any(before => before.Sequence <= row.Sequence && before.OccurredAt > at))
            .OrderByDescending(row => row.Sequence)
            .Select(row => row.ToState)
            .FirstOrDefaultAsync(cancellationToken)!;
    }

    /// <summary>
    /// Returns the state of the entity at a point in time.
    /// </summary>
    /// <typeparam name="TState">
    /// The type of the status. For an enum, use the nullable type unless the history starts before that time.
    /// </typeparam>
    /// <param name="time">The time in UTC. A time without a kind is treated as UTC, and a local time is converted.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The state; <see langword="null"/> if the history starts later.</returns>
    /// <exception cref="InvalidOperationException">
    /// The state is of another type or not in the table of the context; or the history starts later, and the type is not
    /// nullable.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    /// <example>
    /// <code>
    /// var then = await db.Entry(ticket).History().StateAtAsync&lt;TicketStatus?&gt;(lastMonday);
    /// </code>
    /// </example>
    public async Task<TState?> StateAtAsync<TState>(DateTime time, CancellationToken cancellationToken = default)
    {
        var text = await StateAtAsync(time, cancellationToken).ConfigureAwait(false);
        if (text is not null)
        {
            return Parse<TState>(text);
        }

        return default(TState) is null
            ? default(TState?)
            : throw new InvalidOperationException(
                $"The history of this {_plan.EntityType.ShortName()} starts after that time. Call "
                + $"StateAtAsync<{typeof(TState).Name}?>(), which returns null.");
    }

    /// <summary>
    /// Returns the total time that the entity was in each state, by the text of the state.
    /// </summary>
    /// <remarks>
    /// The time in the current state ends now, by the clock of the context. States that the entity never entered are not
    /// included.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The time in each state, in the order in which the states were first entered.</returns>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async Task<IReadOnlyDictionary<string, TimeSpan>> TimeInStateAsync(CancellationToken cancellationToken = default)
    {
        var rows = await Rows.Select(row => new { row.ToState, row.OccurredAt }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var times = new OrderedDictionary<string, TimeSpan>(StringComparer.Ordinal);
        var entered = DateTime.MinValue;
        for (var i = 0; i < rows.Count; i++)
        {
            entered = Later(entered, rows[i].OccurredAt);
            var left = Later(entered, i + 1 < rows.Count ? rows[i + 1].OccurredAt : ContextState.Of(_context).UtcNow());
            times[rows[i].ToState] = times.GetValueOrDefault(rows[i].ToState) + (left - entered);
        }

        return times;
    }

    /// <summary>
    /// Returns the total time that the entity was in each state.
    /// </summary>
    /// <inheritdoc cref="TimeInStateAsync(CancellationToken)" path="/remarks|/param|/returns|/exception"/>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <exception cref="InvalidOperationException">A state is of another type, or not in the table of the context.</exception>
    public async Task<IReadOnlyDictionary<TState, TimeSpan>> TimeInStateAsync<TState>(CancellationToken cancellationToken = default)
        where TState : notnull
    {
        var times = new OrderedDictionary<TState, TimeSpan>();
        foreach (var (text, time) in await TimeInStateAsync(cancellationToken).ConfigureAwait(false))
        {
            times.Add(Parse<TState>(text), time);
        }

        return times;
    }

    /// <summary>
    /// Returns the last history row that entered a state, including a reentry.
    /// </summary>
    /// <typeparam name="TState">The type of the status, or <see cref="string"/>.</typeparam>
    /// <param name="state">The state, or its text.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The row; <see langword="null"/> if the entity was never in the state.</returns>
    /// <exception cref="ArgumentException">The state is of another type, or not in the table.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public Task<TransitionRecord?> LastEntryAsync<TState>(TState state, CancellationToken cancellationToken = default)
        where TState : notnull
    {
        var text = state as string ?? (_plan.Table.StateType.IsInstanceOfType(state) ? StateText.Of(state) : null);
        if (text is null || !_plan.Table.TryParse(text, out _))
        {
            throw new ArgumentException(
                $"The value is not a state of the table '{_plan.Table.Name}' of {_plan.EntityType.ShortName()}."
                + $"{_plan.Status.Name}. Specify a state of type {_plan.Table.StateType.Name} that the table contains.",
                nameof(state));
        }

        return Rows.Where(row => row.ToState == text)
            .OrderByDescending(row => row.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private TState Parse<TState>(string text)
        => _plan.Table.TryParse(text, out var state) && state is TState typed
            ? typed
            : text is TState same
                ? same
                : throw new InvalidOperationException(
                    (Nullable.GetUnderlyingType(typeof(TState)) ?? typeof(TState)) == _plan.Table.StateType
                        ? $"The history of {_plan.EntityType.ShortName()} has a state that the table '{_plan.Table.Name}' does "
                            + "not contain. Add the state to the table, or call the overload that returns text."
                        : $"{_plan.EntityType.ShortName()}.{_plan.Status.Name} is a {_plan.Table.StateType.ShortDisplayName()}, "
                            + $"not a {typeof(TState).ShortDisplayName()}. Specify that type, or call the overload that returns "
                            + "text.");
}
