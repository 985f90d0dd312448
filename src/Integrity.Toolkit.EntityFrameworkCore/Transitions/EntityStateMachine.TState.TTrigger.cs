using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Speaks of a tracked entity's status in the words of the Stateless library. Never saves.
/// </summary>
/// <remarks>
/// It keeps nothing itself, costs next to nothing to make, and always tells how the entity is now. What Stateless does by
/// callbacks is done elsewhere: by hooks, effects and subscribers of what was saved. A refused trigger is an
/// <see cref="IntegrityException"/> that says why, not an <see cref="InvalidOperationException"/>.
/// </remarks>
/// <typeparam name="TState">The type of the status.</typeparam>
/// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
public sealed class EntityStateMachine<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly EntityEntry _entry;
    private readonly TransitionsPlan _plan;

    internal EntityStateMachine(EntityEntry entry)
    {
        _entry = entry;
        _plan = TransitionsPlan.Of(entry.Metadata);
        Table = _plan.Table as TransitionTable<TState, TTrigger> ?? throw new InvalidOperationException(
            $"The table '{_plan.Table.Name}' of {entry.Metadata.ShortName()}.{_plan.Status.Name} has states of type "
            + $"{_plan.Table.StateType.ShortDisplayName()} and {Triggers(_plan.Table)}, not {typeof(TState).ShortDisplayName()} and "
            + $"{typeof(TTrigger).ShortDisplayName()}. Ask for StateMachine of these types.");
    }

    /// <summary>Gets the table that the status moves along.</summary>
    public TransitionTable<TState, TTrigger> Table { get; }

    /// <summary>Gets the present state, saved or not.</summary>
    /// <exception cref="InvalidOperationException">The entity has no state.</exception>
    public TState State => Current is TState state ? state : throw new InvalidOperationException(
        $"{_entry.Metadata.ShortName()}.{_plan.Status.Name} has no value, so there is no state. Set it to "
        + $"{string.Join(" or ", Table.InitialStates.Select(state => StateText.Of(state)))}.");

    /// <summary>Gets the triggers that <see cref="CanFire(TTrigger)"/> permits now, ignored ones among them, as with Stateless.</summary>
    /// <exception cref="InvalidOperationException">The entity is not tracked; or a guard failed.</exception>
    public IReadOnlyList<TTrigger> PermittedTriggers => [.. Table.Triggers.Where(CanFire)];

    private object? Current => _plan.StateOf(_entry);

    /// <summary>Tells whether a state is the present one. A table has no substates: a state is in itself only.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is.</returns>
    public bool IsInState(TState state) => Equals(Current, state);

    /// <summary>Tells whether a trigger may be fired now, also one that needs a reason: it is to be given to <c>Fire</c>.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns><see langword="true"/> if it may, or is ignored now.</returns>
    /// <exception cref="InvalidOperationException">The entity is not tracked; or a guard failed.</exception>
    public bool CanFire(TTrigger trigger) => Hindrance(trigger) is null;

    /// <summary>Tells whether a trigger may be fired now, and if not, which guards stand in the way.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="unmetGuards">
    /// The guards in words, or their codes where they were given none; empty where no transition has the trigger. What else
    /// stands in the way, such as a move that is not saved yet, is told in a sentence.
    /// </param>
    /// <returns><see langword="true"/> if it may, or is ignored now.</returns>
    /// <exception cref="InvalidOperationException">The entity is not tracked; or a guard failed.</exception>
    public bool CanFire(TTrigger trigger, out ICollection<string> unmetGuards)
    {
        var hindrance = Hindrance(trigger);
        unmetGuards = hindrance?.Code switch
        {
            null or TransitionCodes.NotPermitted => [],
            TransitionCodes.Guard => [.. (IEnumerable<string>)hindrance.Arguments["reasons"]!],
            _ => [hindrance.Message],
        };

        return hindrance is null;
    }

    /// <summary>
    /// Moves the status to where a trigger leads: as <c>Entry(entity).Fire(trigger)</c>. Never saves.
    /// </summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="reason">Why; without one, the reason given to <c>ActingAs</c>.</param>
    /// <exception cref="IntegrityException">The move is not permitted; the entity is as before.</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="InvalidOperationException">The entity is not tracked; or a guard failed.</exception>
    public void Fire(TTrigger trigger, string? reason = null) => Fire(trigger, TransitionOptions.Because(reason));

    /// <inheritdoc cref="Fire(TTrigger, string?)" path="/summary|/exception"/>
    /// <param name="trigger">The trigger.</param>
    /// <param name="options">Says more about the move.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    public void Fire(TTrigger trigger, TransitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TransitionExecutor.Do(_entry, TransitionRequest.By(trigger), options).OrThrow(_entry);
    }

    /// <inheritdoc/>
    public override string ToString()
        => $"StateMachine {{ State = {StateText.Of(Current)}, PermittedTriggers = {{ {string.Join(", ", PermittedTriggers)} }}}}";

    private static string Triggers(ITransitionTable table)
        => table.TriggerType is { } type ? $"triggers of type {type.ShortDisplayName()}" : "no triggers";

    private IntegrityViolation? Hindrance(TTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);

        return TransitionExecutor.Check(_entry, TransitionRequest.By(trigger), TransitionOptions.None).Violations
            .FirstOrDefault(violation => violation.Code != TransitionCodes.ReasonRequired);
    }
}
