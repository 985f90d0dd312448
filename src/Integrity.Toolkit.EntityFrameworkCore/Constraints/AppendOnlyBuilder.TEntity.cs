using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.AppendOnly.Internal;
using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says what may still happen to the rows of an append-only table.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class AppendOnlyBuilder<TEntity>
    where TEntity : class
{
    internal AppendOnlyBuilder(AppendOnlyDeclaration declaration) => Declaration = declaration;

    internal AppendOnlyDeclaration Declaration { get; private set; }

    /// <summary>
    /// Lets members be changed, such as those with personal data that may have to be forgotten.
    /// </summary>
    /// <param name="members">The members: <c>x => x.Actor</c>, or <c>x => new { x.Actor, x.Address }</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="members"/> does not name members of the entity.</exception>
    public AppendOnlyBuilder<TEntity> AllowRedaction(Expression<Func<TEntity, object?>> members)
        => AllowRedaction([.. members.GetMemberPaths()]);

    /// <summary>
    /// Lets members be changed that are named, such as shadow properties.
    /// </summary>
    /// <param name="members">The names.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    public AppendOnlyBuilder<TEntity> AllowRedaction(params string[] members)
    {
        ArgumentNullException.ThrowIfNull(members);

        Declaration = Declaration with { Redactable = [.. Declaration.Redactable, .. members] };
        return this;
    }

    /// <summary>
    /// Lets rows go that are old enough, by the clock of the database.
    /// </summary>
    /// <remarks>
    /// A time without a zone counts as UTC. A row without a time, or with one that the database cannot read, stays. Together
    /// with <c>AllowCascadeDelete</c> either is enough.
    /// </remarks>
    /// <param name="time">The time of the row: a date, or a date with a time, with or without an offset.</param>
    /// <param name="age">How old a row must be.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="time"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="time"/> is not a property of the entity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="age"/> is negative.</exception>
    public AppendOnlyBuilder<TEntity> AllowDeleteAfter(Expression<Func<TEntity, object?>> time, TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);

        Declaration = Declaration with { Time = time.GetMemberName(), Age = age };
        return this;
    }

    /// <summary>
    /// Lets rows go along with the only row that they refer to, by the cascade of their foreign key.
    /// </summary>
    /// <returns>The same builder.</returns>
    public AppendOnlyBuilder<TEntity> AllowCascadeDelete()
    {
        Declaration = Declaration with { GoesWithParent = true };
        return this;
    }

    /// <summary>
    /// Lets rows go along with a row that they refer to, by the cascade of their foreign key.
    /// </summary>
    /// <param name="parent">The navigation to that row, or a property of the foreign key.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parent"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="parent"/> is not a member of the entity.</exception>
    public AppendOnlyBuilder<TEntity> AllowCascadeDelete(Expression<Func<TEntity, object?>> parent)
    {
        Declaration = Declaration with { GoesWithParent = true, Parent = parent.GetMemberName() };
        return this;
    }
}
