using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Versioning;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares versions in a model.
/// </summary>
public static class VersioningEntityTypeBuilderExtensions
{
    /// <summary>
    /// Moves a version with every change of the entity type, once <c>UseVersioning()</c> is called for the context.
    /// </summary>
    /// <remarks>
    /// Adds the shadow property <c>Version</c> (<see cref="int"/>) where the entity does not have it. A change of what the
    /// entity owns is a change of the entity. Rows that were there before start from the column's default, 0.
    /// </remarks>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for the details; called again, it goes on with what was said before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasVersion();
    /// </code>
    /// </example>
    public static VersionBuilder HasVersion(this EntityTypeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return new VersionBuilder(builder.Metadata);
    }

    /// <inheritdoc cref="HasVersion(EntityTypeBuilder)"/>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    public static VersionBuilder<TEntity> HasVersion<TEntity>(this EntityTypeBuilder<TEntity> builder)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);

        return new VersionBuilder<TEntity>(builder.Metadata);
    }

    /// <summary>
    /// Moves a version with every change of the entity type, in a property of its own.
    /// </summary>
    /// <inheritdoc cref="HasVersion(EntityTypeBuilder)"/>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="version">The property, of type <see cref="int"/> or <see cref="long"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="version"/> is not a property of the entity.</exception>
    public static VersionBuilder<TEntity> HasVersion<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, object?>> version)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);

        return new VersionBuilder<TEntity>(builder.Metadata, version.GetMemberName());
    }
}
