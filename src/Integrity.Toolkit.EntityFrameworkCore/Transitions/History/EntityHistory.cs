using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Answers questions about the transition history of one entity.
/// </summary>
/// <remarks>
/// All answers go by the order of the rows. Where the clock went back between two of them, the later move counts as made at the
/// time of the earlier one: a state is never left before it was entered.
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

    /// <summary>Gets the query of its rows, first state first; they are not tracked.</summary>
    public IQueryable<TransitionRecord> Rows { get; }

    /// <summary>
    /// Reads the state in which the entity was at a time.
    /// </summary>
    /// <param name="time">The time, in UTC; a time without a kind is taken as UTC, and a local time is converted.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The text of the state; <see langword="null"/> before the beginning of the history.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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
    /// Reads the state in which the entity was at a time, as a value.
    /// </summary>
    /// <typeparam name="TState">
    /// The type of the status; of an enum the nullable one, unless the history is known to have begun by then.
    /// </typeparam>
    /// <param name="time">The time, in UTC; a time without a kind is taken as UTC, and a local time is converted.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The state; <see langword="null"/> before the beginning of the history.</returns>
    /// <exception cref="InvalidOperationException">
    /// It is of another type or not in the table of the context; or the history had not begun, and the type has no null.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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
                $"The history of this {_plan.EntityType.ShortName()} had not begun at that time. Ask for "
                + $"StateAtAsync<{typeof(TState).Name}?>(), which can say so.");
    }

    /// <summary>
    /// Sums up for how long the entity was in each state, until now for the present one.
    /// </summary>
    /// <remarks>By the clock of the context. States in which it never was are not there.</remarks>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The time in each state, by the text of the state, in the order in which they were first entered.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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
    /// Sums up for how long the entity was in each state, until now for the present one.
    /// </summary>
    /// <inheritdoc cref="TimeInStateAsync(CancellationToken)" path="/remarks|/param|/exception"/>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <returns>The time in each state, in the order in which they were first entered.</returns>
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
    /// Finds the last row that entered a state: when, by whom, and why. A reentry enters it too.
    /// </summary>
    /// <typeparam name="TState">The type of the status, or a text.</typeparam>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The row; <see langword="null"/> when the entity never was in that state.</returns>
    /// <exception cref="ArgumentException">The state is of another type, or no state of the table.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<TransitionRecord?> LastEntryAsync<TState>(TState state, CancellationToken cancellationToken = default)
        where TState : notnull
    {
        var text = state as string ?? (_plan.Table.StateType.IsInstanceOfType(state) ? StateText.Of(state) : null);
        if (text is null || !_plan.Table.TryParse(text, out _))
        {
            throw new ArgumentException(
                $"This is no state of the table '{_plan.Table.Name}', along which {_plan.EntityType.ShortName()}."
                + $"{_plan.Status.Name} moves: its states are of type {_plan.Table.StateType.Name}.",
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
                        ? $"The history of {_plan.EntityType.ShortName()} has a state that the table '{_plan.Table.Name}' does not have. "
                            + "Add the state to the table, or ask for texts."
                        : $"{_plan.EntityType.ShortName()}.{_plan.Status.Name} is a {_plan.Table.StateType.ShortDisplayName()}, not a "
                            + $"{typeof(TState).ShortDisplayName()}. Ask for that, or for texts.");
}
