using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares transitions in a model.
/// </summary>
public static class TransitionsEntityTypeBuilderExtensions
{
    /// <summary>
    /// Lets a status move only along a table, and keeps its history, once <c>UseTransitions()</c> is called for the context.
    /// </summary>
    /// <remarks>
    /// Adds a history table with one row per move, and the sequence of the status as a shadow property of the entity. Rows
    /// that were there before get their present state as the first row of their history when they are first moved. The
    /// same value assigned again is no move. A constant default of the status is applied in memory, before its history is
    /// written; a default made by SQL is refused when the model is built, and so is the change tracking strategy
    /// <see cref="ChangeTrackingStrategy.ChangingAndChangedNotifications"/>, which does not keep the loaded state.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <typeparam name="TState">The type of the status.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="status">The status.</param>
    /// <param name="table">
    /// The table: the same for every instance of the context. One that differs comes through
    /// <see cref="TransitionsOptionsBuilder.WithTable"/>.
    /// </param>
    /// <returns>A builder for the details; called again, it goes on with what was said before, along the table said last.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="status"/> is not a property of the entity.</exception>
    /// <exception cref="InvalidOperationException">Another property of the entity has transitions already.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasTransitions(x => x.Status, TicketFlow.Table);
    /// </code>
    /// </example>
    public static TransitionsBuilder<TEntity, TState> HasTransitions<TEntity, TState>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, TState>> status,
        TransitionTable<TState> table)
        where TEntity : class
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(table);

        return new TransitionsBuilder<TEntity, TState>(builder.Metadata, status.GetMemberName(), table);
    }
}
