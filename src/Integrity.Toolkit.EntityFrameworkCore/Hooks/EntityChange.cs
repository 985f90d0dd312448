using System.Linq.Expressions;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// One change of a save, as a hook sees it. Valid while the hook runs.
/// </summary>
/// <typeparam name="TEntity">The type the hook is about.</typeparam>
public readonly struct EntityChange<TEntity>
    where TEntity : class
{
    private readonly HookChange _change;

    internal EntityChange(HookChange change) => _change = change;

    /// <summary>Gets the entity.</summary>
    public TEntity Entity => (TEntity)_change.Entry.Entity;

    /// <summary>Gets what the save does to the entity.</summary>
    /// <value><see cref="EntityOperation.Update"/> also where only something changed that the entity owns.</value>
    public EntityOperation Operation => _change.Operation;

    /// <summary>Gets EF Core's entry of the entity.</summary>
    public EntityEntry Entry => _change.Entry;

    /// <summary>Gets the context that saves.</summary>
    public DbContext Context => _change.Entry.Context;

    /// <summary>Gets who acts.</summary>
    public Actor Actor => _change.Run.Save.Actor;

    /// <summary>Gets the reason of the present <c>ActingAs</c> scope, or <see langword="null"/>.</summary>
    public string? Reason => _change.Run.Save.Reason;

    /// <summary>Gets the time of the save, in UTC: the same for all of it.</summary>
    public DateTime Now => _change.Run.Save.Now;

    /// <summary>
    /// Gets a value as it was before the change, also after the save.
    /// </summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The property, such as <c>x => x.Status</c> or <c>x => x.Price.Amount</c>.</param>
    /// <returns>The value that was loaded; the default for an entity that is created.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped property of the entity.</exception>
    public TValue? Original<TValue>(Expression<Func<TEntity, TValue>> member)
        => (TValue?)_change.Original(member.GetMemberPath());

    /// <summary>
    /// Gets a value as it was before the change, also after the save.
    /// </summary>
    /// <param name="member">The name of the property; a shadow property's, too.</param>
    /// <returns>The value that was loaded; <see langword="null"/> for an entity that is created.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped property of the entity.</exception>
    public object? Original(string member) => _change.Original(member);

    /// <summary>
    /// Tells whether the change writes a member, also after the save.
    /// </summary>
    /// <param name="member">
    /// The property, complex property or owned navigation, such as <c>x => x.Status</c> or <c>x => x.Price.Amount</c>.
    /// </param>
    /// <returns>Always <see langword="true"/> for an entity that is created or deleted.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is not a mapped member of the entity.</exception>
    public bool IsModified(Expression<Func<TEntity, object?>> member) => _change.IsModified(member.GetMemberPath());

    /// <inheritdoc cref="IsModified(Expression{Func{TEntity, object}})"/>
    /// <param name="member">The name of the property; a shadow property's, too.</param>
    public bool IsModified(string member) => _change.IsModified(member);

    /// <summary>
    /// Refuses the change: it joins all else that is refused, and nothing of the save is written.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>ticket.closed</c>.</param>
    /// <param name="message">What is wrong and what to do; without values of user data.</param>
    /// <exception cref="InvalidOperationException">No <c>Before...</c> hook is running: nothing can be refused any more.</exception>
    /// <exception cref="ArgumentException">The code or the message is empty.</exception>
    public void Reject(string code, string message) => _change.Reject(code, message, null);

    /// <inheritdoc cref="Reject(string, string)"/>
    /// <param name="member">The member that is invalid: <c>x => x.Amount</c>.</param>
    /// <param name="code">The stable code, lower case and dotted, such as <c>ticket.closed</c>.</param>
    /// <param name="message">What is wrong and what to do; without values of user data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="member"/> is <see langword="null"/>.</exception>
    public void Reject(Expression<Func<TEntity, object?>> member, string code, string message)
    {
        ArgumentNullException.ThrowIfNull(member);

        _change.Reject(code, message, member.GetMemberPath());
    }

    /// <summary>
    /// Gets what the hooks of this save share: one object for each type, made when first asked for.
    /// </summary>
    /// <typeparam name="TState">The type of the object.</typeparam>
    /// <returns>The object.</returns>
    public TState State<TState>()
        where TState : class, new()
        => _change.Run.State<TState>();
}
