using System.Linq.Expressions;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// The combined changes of one transaction to an entity. Immutable, so that it can be stored.
/// </summary>
/// <typeparam name="TEntity">The type that the hook handles.</typeparam>
public sealed class CommittedChange<TEntity>
    where TEntity : class
{
    private readonly CommittedHookChange _change;

    internal CommittedChange(CommittedHookChange change) => _change = change;

    /// <summary>Gets the entity instance.</summary>
    public TEntity Entity => (TEntity)_change.Entity;

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string EntityName => _change.EntityName;

    /// <summary>Gets the primary key values, in key order, as stored in the database.</summary>
    public IReadOnlyList<object?> Key => _change.Key;

    /// <summary>Gets the operation on the row. A creation followed by an update is a creation.</summary>
    public EntityOperation Operation => _change.Operation;

    /// <summary>
    /// Gets the names of the written properties; empty for a created or deleted entity. The name of a property in a complex type
    /// includes the path, such as <c>Price.Amount</c>.
    /// </summary>
    public IReadOnlyCollection<string> ChangedMembers => _change.ChangedMembers;

    /// <summary>Gets the actor of the last save.</summary>
    public Actor Actor => _change.Actor;

    /// <summary>Gets the time of the last save, in UTC.</summary>
    public DateTime OccurredAt => _change.OccurredAt;

    /// <summary>Gets the context that saved. It can be used, including for another save.</summary>
    /// <remarks>A context that shares the transaction of another context must first call <c>UseTransaction(null)</c>.</remarks>
    /// <exception cref="ObjectDisposedException">
    /// The context was returned to its pool before the transaction was committed.
    /// </exception>
    public DbContext Context => _change.Context;

    /// <summary>
    /// Gets a value from before the first save.
    /// </summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The property, such as <c>x => x.Status</c> or <c>x => x.Price.Amount</c>.</param>
    /// <returns>
    /// The value if the property is one of <see cref="ChangedMembers"/> or the entity was deleted; otherwise, the default.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped property of the entity.</exception>
    public TValue? Original<TValue>(Expression<Func<TEntity, TValue>> member)
        => (TValue?)_change.Original(member.GetMemberPath());

    /// <inheritdoc cref="Original{TValue}(Expression{Func{TEntity, TValue}})"/>
    /// <param name="member">The name of the property, which may be a shadow property.</param>
    public object? Original(string member) => _change.Original(member);
}
