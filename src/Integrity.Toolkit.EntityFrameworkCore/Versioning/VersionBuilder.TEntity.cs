using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Says how one entity type is versioned.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class VersionBuilder<TEntity> : VersionBuilder
    where TEntity : class
{
    internal VersionBuilder(IMutableEntityType entityType, string? version = null)
        : base(entityType, version)
    {
    }

    /// <inheritdoc cref="VersionBuilder.Enforce"/>
    public new VersionBuilder<TEntity> Enforce()
    {
        base.Enforce();
        return this;
    }

    /// <inheritdoc cref="VersionBuilder.Observe"/>
    public new VersionBuilder<TEntity> Observe()
    {
        base.Observe();
        return this;
    }

    /// <inheritdoc cref="VersionBuilder.Off"/>
    public new VersionBuilder<TEntity> Off()
    {
        base.Off();
        return this;
    }

    /// <inheritdoc cref="VersionBuilder.GuardInDatabase(string[])"/>
    public new VersionBuilder<TEntity> GuardInDatabase(params string[] except)
    {
        base.GuardInDatabase(except);
        return this;
    }

    /// <inheritdoc cref="VersionBuilder.GuardInDatabase(string[])"/>
    /// <param name="except">
    /// The members whose change need not move the version: <c>x => x.Views</c>, or <c>x => new { x.Views, x.LastSeen }</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="except"/> does not name members of the entity.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasVersion().GuardInDatabase(except: x => new { x.Views });
    /// </code>
    /// </example>
    public VersionBuilder<TEntity> GuardInDatabase(Expression<Func<TEntity, object?>> except)
    {
        base.GuardInDatabase([.. except.GetMemberPaths()]);
        return this;
    }
}
