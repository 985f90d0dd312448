using System.Linq.Expressions;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// What one transaction did to an entity, all its saves together. Can be kept: it does not change any more.
/// </summary>
/// <typeparam name="TEntity">The type the hook is about.</typeparam>
public sealed class CommittedChange<TEntity>
    where TEntity : class
{
    private readonly CommittedHookChange _change;

    internal CommittedChange(CommittedHookChange change) => _change = change;

    /// <summary>Gets the entity instance.</summary>
    public TEntity Entity => (TEntity)_change.Entity;

    /// <summary>Gets the name of its entity type, without its namespace.</summary>
    public string EntityName => _change.EntityName;

    /// <summary>Gets the values of the primary key, in its order, as the database has them.</summary>
    public IReadOnlyList<object?> Key => _change.Key;

    /// <summary>Gets what happened to the row: a creation followed by an update is a creation.</summary>
    public EntityOperation Operation => _change.Operation;

    /// <summary>
    /// Gets the names of the properties that were written; empty for a created or deleted entity. A property of a complex
    /// value has the way to it, such as <c>Price.Amount</c>.
    /// </summary>
    public IReadOnlyCollection<string> ChangedMembers => _change.ChangedMembers;

    /// <summary>Gets who acted in the last of the saves.</summary>
    public Actor Actor => _change.Actor;

    /// <summary>Gets the time of the last of the saves, in UTC.</summary>
    public DateTime OccurredAt => _change.OccurredAt;

    /// <summary>Gets the context that saved: it can be used, and can save again.</summary>
    /// <remarks>One that shared another context's transaction lets go of it first, with <c>UseTransaction(null)</c>.</remarks>
    /// <exception cref="ObjectDisposedException">It was returned to its pool before the transaction was committed.</exception>
    public DbContext Context => _change.Context;

    /// <summary>
    /// Gets a value as it was before the first of the saves.
    /// </summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The property, such as <c>x => x.Status</c> or <c>x => x.Price.Amount</c>.</param>
    /// <returns>
    /// The value, where the property is one of <see cref="ChangedMembers"/> or the entity was deleted; else the default.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped property of the entity.</exception>
    public TValue? Original<TValue>(Expression<Func<TEntity, TValue>> member)
        => (TValue?)_change.Original(member.GetMemberPath());

    /// <inheritdoc cref="Original{TValue}(Expression{Func{TEntity, TValue}})"/>
    /// <param name="member">The name of the property; a shadow property's, too.</param>
    public object? Original(string member) => _change.Original(member);
}
