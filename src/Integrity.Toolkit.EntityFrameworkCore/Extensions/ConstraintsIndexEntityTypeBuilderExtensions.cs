using System.Linq.Expressions;
using Integrity.Toolkit.Constraints;
using Integrity.Toolkit.Constraints.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares indexes of kinds that only some databases have, for models that run on several.
/// </summary>
public static class ConstraintsIndexEntityTypeBuilderExtensions
{
    /// <summary>
    /// Indexes texts for full-text search: on PostgreSQL a GIN index over <c>to_tsvector</c>; elsewhere left out, and logged.
    /// </summary>
    /// <remarks>Needs <c>UseConstraints()</c>.</remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="language">The configuration of the search, such as <c>english</c> or <c>simple</c>.</param>
    /// <param name="texts">The text members: <c>x => x.Subject</c>, or <c>x => new { x.Subject, x.Description }</c>.</param>
    /// <returns>A builder for the details.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="language"/> is empty, or <paramref name="texts"/> names no members.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasTextSearchIndex("english", x => new { x.Subject, x.Description });
    /// </code>
    /// </example>
    public static ServerIndexBuilder HasTextSearchIndex<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        string language,
        Expression<Func<TEntity, object?>> texts)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(language);

        return Declare(builder, new PostgreSqlIndex("a text search index", texts.GetMemberPaths()) { TextLanguage = language });
    }

    /// <summary>
    /// Indexes a JSON document for containment: on PostgreSQL a GIN index with <c>jsonb_path_ops</c>; elsewhere left out, and
    /// logged.
    /// </summary>
    /// <remarks>Needs <c>UseConstraints()</c>, and a column of type <c>jsonb</c>.</remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="document">The member.</param>
    /// <returns>A builder for the details.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="document"/> names no member.</exception>
    public static ServerIndexBuilder HasJsonIndex<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, object?>> document)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);

        return Declare(builder, new PostgreSqlIndex("a JSON index", [document.GetMemberName()]) { OperatorClass = "jsonb_path_ops" });
    }

    private static ServerIndexBuilder Declare<TEntity>(EntityTypeBuilder<TEntity> builder, PostgreSqlIndex index)
        where TEntity : class
    {
        ConstraintsConvention.Declare(builder.Metadata, index);
        return new ServerIndexBuilder(index);
    }
}
