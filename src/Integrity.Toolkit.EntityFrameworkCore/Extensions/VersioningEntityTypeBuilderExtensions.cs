using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Versioning;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that declare versions in a model.
/// </summary>
public static class VersioningEntityTypeBuilderExtensions
{
    /// <summary>
    /// Increases a version with every change of the entity type, if <c>UseVersioning()</c> is called for the context.
    /// </summary>
    /// <remarks>
    /// Adds the shadow property <c>Version</c> (<see cref="int"/>) if the entity does not have it. A change of an owned object is
    /// a change of the entity. The version of existing rows is the default of the column, 0.
    /// </remarks>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for further configuration. Another call continues the existing configuration.</returns>
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
    /// Increases a version in the specified property with every change of the entity type.
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
