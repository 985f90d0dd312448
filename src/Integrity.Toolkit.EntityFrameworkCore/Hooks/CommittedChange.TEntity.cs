using System.Linq.Expressions;
using Integrity.Toolkit.Infrastructure.Model;
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

    /// <summary>Gets the names of the properties that were written; empty for a created or deleted entity.</summary>
    public IReadOnlyCollection<string> ChangedMembers => [.. _change.Originals.Keys];

    /// <summary>Gets who acted in the last of the saves.</summary>
    public Actor Actor => _change.Actor;

    /// <summary>Gets the time of the last of the saves, in UTC.</summary>
    public DateTime OccurredAt => _change.OccurredAt;

    /// <summary>Gets the context that saved: it can be used, and can save again.</summary>
    public DbContext Context => _change.Context;

    /// <summary>
    /// Gets a value as it was before the first of the saves.
    /// </summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The property, one of <see cref="ChangedMembers"/>.</param>
    /// <returns>The value; the default where the property was not changed.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> does not name a property.</exception>
    public TValue? Original<TValue>(Expression<Func<TEntity, TValue>> member)
        => (TValue?)_change.Originals.GetValueOrDefault(Member.NameOf(member));
}
