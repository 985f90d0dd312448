using System.Linq.Expressions;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// A change in a save, as passed to a hook. Valid while the hook runs.
/// </summary>
/// <typeparam name="TEntity">The type that the hook handles.</typeparam>
public readonly struct EntityChange<TEntity>
    where TEntity : class
{
    private readonly HookChange _change;

    internal EntityChange(HookChange change) => _change = change;

    /// <summary>Gets the entity.</summary>
    public TEntity Entity => (TEntity)_change.Entry.Entity;

    /// <summary>Gets the operation that the save performs on the entity.</summary>
    /// <value><see cref="EntityOperation.Update"/> also if only an owned object has changed.</value>
    public EntityOperation Operation => _change.Operation;

    /// <summary>Gets the EF Core entry of the entity.</summary>
    public EntityEntry Entry => _change.Entry;

    /// <summary>Gets the context of the save.</summary>
    public DbContext Context => _change.Entry.Context;

    /// <summary>Gets the actor.</summary>
    public Actor Actor => _change.Run.Save.Actor;

    /// <summary>Gets the reason of the current <c>ActingAs</c> scope, or <see langword="null"/>.</summary>
    public string? Reason => _change.Run.Save.Reason;

    /// <summary>Gets the time of the save, in UTC, which is the same for all changes.</summary>
    public DateTime Now => _change.Run.Save.Now;

    /// <summary>
    /// Gets the value of a property before the change, also after the save.
    /// </summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The property, such as <c>x => x.Status</c> or <c>x => x.Price.Amount</c>.</param>
    /// <returns>The loaded value; the default for an entity that is created.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped property of the entity.</exception>
    public TValue? Original<TValue>(Expression<Func<TEntity, TValue>> member)
        => (TValue?)_change.Original(member.GetMemberPath());

    /// <summary>
    /// Gets the value of a property before the change, also after the save.
    /// </summary>
    /// <param name="member">The name of the property, which may be a shadow property.</param>
    /// <returns>The loaded value; <see langword="null"/> for an entity that is created.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped property of the entity.</exception>
    public object? Original(string member) => _change.Original(member);

    /// <summary>
    /// Returns whether the change writes a member, also after the save.
    /// </summary>
    /// <param name="member">
    /// The property, complex property or owned navigation, such as <c>x => x.Status</c> or <c>x => x.Price.Amount</c>.
    /// </param>
    /// <returns><see langword="true"/> if the member is written; always for an entity that is created or deleted.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped member of the entity.</exception>
    public bool IsModified(Expression<Func<TEntity, object?>> member) => _change.IsModified(member.GetMemberPath());

    /// <inheritdoc cref="IsModified(Expression{Func{TEntity, object}})"/>
    /// <param name="member">The name of the property, which may be a shadow property.</param>
    public bool IsModified(string member) => _change.IsModified(member);

    /// <summary>
    /// Rejects the change: the violation is reported with all others, and the save writes nothing.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>ticket.closed</c>.</param>
    /// <param name="message">What is wrong and how to resolve it, without user data.</param>
    /// <exception cref="InvalidOperationException">The call is not made in a running <c>Before...</c> hook.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> or <paramref name="message"/> is empty.</exception>
    public void Reject(string code, string message) => _change.Reject(code, message, null);

    /// <inheritdoc cref="Reject(string, string)"/>
    /// <param name="member">The invalid member, such as <c>x => x.Amount</c>.</param>
    /// <param name="code">The stable code, lower case and dotted, such as <c>ticket.closed</c>.</param>
    /// <param name="message">What is wrong and how to resolve it, without user data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="member"/> is <see langword="null"/>.</exception>
    public void Reject(Expression<Func<TEntity, object?>> member, string code, string message)
    {
        ArgumentNullException.ThrowIfNull(member);

        _change.Reject(code, message, member.GetMemberPath());
    }

    /// <summary>
    /// Gets an object that all hooks of the save share. One object per type is created on first use.
    /// </summary>
    /// <typeparam name="TState">The type of the object.</typeparam>
    /// <returns>The object.</returns>
    public TState State<TState>()
        where TState : class, new()
        => _change.Run.State<TState>();
}
