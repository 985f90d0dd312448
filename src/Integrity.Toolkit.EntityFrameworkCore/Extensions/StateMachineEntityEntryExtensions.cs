using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Speaks of a tracked entity's status in the words of the Stateless library.
/// </summary>
public static class StateMachineEntityEntryExtensions
{
    /// <summary>
    /// Gets the status of an entity as a state machine. It changes the entity, and never saves.
    /// </summary>
    /// <remarks>
    /// For code and people that come from Stateless. The table is whatever <c>HasTransitions</c> was given: one that was declared,
    /// or one that was compiled from a machine of Stateless.
    /// </remarks>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="entry">The entry of an entity.</param>
    /// <returns>The machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The entity declares no transitions, or its table has other states or triggers.
    /// </exception>
    /// <example>
    /// <code>
    /// var machine = db.Entry(ticket).StateMachine&lt;TicketStatus, TicketTrigger&gt;();
    /// if (machine.CanFire(TicketTrigger.Close, out var unmetGuards))
    /// {
    ///     machine.Fire(TicketTrigger.Close, reason: "duplicate");
    /// }
    ///
    /// await db.SaveChangesAsync();
    /// </code>
    /// </example>
    public static EntityStateMachine<TState, TTrigger> StateMachine<TState, TTrigger>(this EntityEntry entry)
        where TState : notnull
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(entry);

        return new EntityStateMachine<TState, TTrigger>(entry);
    }
}
