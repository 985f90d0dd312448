using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.SoftDelete;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that declare soft delete in a model.
/// </summary>
public static class SoftDeleteEntityTypeBuilderExtensions
{
    /// <summary>
    /// Keeps the rows of the entity type when they are deleted, if <c>UseSoftDelete()</c> is called for the context.
    /// </summary>
    /// <remarks>
    /// Adds <c>DeletedAt</c>, <c>DeletedBy</c>, <c>DeletionReason</c> and <c>DeletionId</c> as shadow properties if the entity
    /// does not have them, and the query filter <see cref="SoftDeleteDefaults.FilterName"/>. The columns can be renamed like
    /// those of any property.
    /// </remarks>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for further configuration. Another call continues the existing configuration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasSoftDelete();
    /// </code>
    /// </example>
    public static SoftDeleteBuilder HasSoftDelete(this EntityTypeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return new SoftDeleteBuilder(builder.Metadata);
    }

    /// <summary>
    /// Keeps the rows of the entity type when they are deleted, with the time of the deletion in the specified property.
    /// </summary>
    /// <inheritdoc cref="HasSoftDelete(EntityTypeBuilder)"/>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="deletedAt">The property, of type <see cref="DateTime"/>? or <see cref="DateTimeOffset"/>?.</param>
    /// <exception cref="ArgumentException"><paramref name="deletedAt"/> is not a property of the entity.</exception>
    public static SoftDeleteBuilder HasSoftDelete<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, object?>> deletedAt)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);

        return new SoftDeleteBuilder(builder.Metadata, deletedAt.GetMemberName());
    }
}
