using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.AppendOnly.Internal;
using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Configures the permitted changes and deletes of an append-only table.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class AppendOnlyBuilder<TEntity>
    where TEntity : class
{
    internal AppendOnlyBuilder(AppendOnlyDeclaration declaration) => Declaration = declaration;

    internal AppendOnlyDeclaration Declaration { get; private set; }

    /// <summary>
    /// Permits changes to members, such as personal data that may have to be erased.
    /// </summary>
    /// <param name="members">The members: <c>x => x.Actor</c>, or <c>x => new { x.Actor, x.Address }</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="members"/> does not name members of the entity.</exception>
    public AppendOnlyBuilder<TEntity> AllowRedaction(Expression<Func<TEntity, object?>> members)
        => AllowRedaction([.. members.GetMemberPaths()]);

    /// <summary>
    /// Permits changes to members by name, such as shadow properties.
    /// </summary>
    /// <param name="members">The names of the members.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    public AppendOnlyBuilder<TEntity> AllowRedaction(params string[] members)
    {
        ArgumentNullException.ThrowIfNull(members);

        Declaration = Declaration with { Redactable = [.. Declaration.Redactable, .. members] };
        return this;
    }

    /// <summary>
    /// Permits the deletion of rows of a minimum age, measured by the clock of the database.
    /// </summary>
    /// <remarks>
    /// A time without a time zone counts as UTC. A row without a time, or with a time that the database cannot parse, cannot
    /// be deleted. If <c>AllowCascadeDelete</c> is also called, meeting either condition is sufficient.
    /// </remarks>
    /// <param name="time">The time of the row: a date, or a date and time with or without an offset.</param>
    /// <param name="age">The minimum age of a row.</param>
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
    /// Permits the cascading delete of rows with the only row that they reference.
    /// </summary>
    /// <returns>The same builder.</returns>
    public AppendOnlyBuilder<TEntity> AllowCascadeDelete()
    {
        Declaration = Declaration with { GoesWithParent = true };
        return this;
    }

    /// <summary>
    /// Permits the cascading delete of rows with a row that they reference.
    /// </summary>
    /// <param name="parent">The navigation to the referenced row, or a property of the foreign key.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parent"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="parent"/> is not a member of the entity.</exception>
    public AppendOnlyBuilder<TEntity> AllowCascadeDelete(Expression<Func<TEntity, object?>> parent)
    {
        Declaration = Declaration with { GoesWithParent = true, Parent = parent.GetMemberName() };
        return this;
    }
}
