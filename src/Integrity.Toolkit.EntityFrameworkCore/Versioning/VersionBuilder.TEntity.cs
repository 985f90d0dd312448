using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <inheritdoc cref="VersionBuilder"/>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class VersionBuilder<TEntity> : EnforcementBuilder<VersionBuilder<TEntity>>
    where TEntity : class
{
    private readonly VersionBuilder _builder;

    internal VersionBuilder(IMutableEntityType entityType, string? version = null)
        => _builder = new VersionBuilder(entityType, version);

    /// <inheritdoc cref="VersionBuilder.GuardInDatabase(string[])"/>
    public VersionBuilder<TEntity> GuardInDatabase(params string[] except)
    {
        _builder.GuardInDatabase(except);
        return this;
    }

    /// <inheritdoc cref="VersionBuilder.GuardInDatabase(string[])"/>
    /// <param name="except">
    /// Members that may change without a new version: <c>x => x.Views</c>, or <c>x => new { x.Views, x.LastSeen }</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="except"/> does not select members of the entity.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasVersion().GuardInDatabase(except: x => new { x.Views });
    /// </code>
    /// </example>
    public VersionBuilder<TEntity> GuardInDatabase(Expression<Func<TEntity, object?>> except)
    {
        _builder.GuardInDatabase([.. except.GetMemberPaths()]);
        return this;
    }

    private protected override VersionBuilder<TEntity> WithMode(EnforcementMode mode)
    {
        _ = mode switch
        {
            EnforcementMode.Observe => _builder.Observe(),
            EnforcementMode.Off => _builder.Off(),
            _ => _builder.Enforce(),
        };
        return this;
    }
}
