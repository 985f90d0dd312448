using Integrity.Toolkit.Constraints;
using Integrity.Toolkit.Constraints.AppendOnly.Internal;
using Integrity.Toolkit.Constraints.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares append-only tables in a model.
/// </summary>
public static class AppendOnlyEntityTypeBuilderExtensions
{
    /// <summary>
    /// Makes the rows of an entity type immutable after they are inserted. <c>SaveChanges</c> rejects updates and deletes
    /// before it sends any SQL, and database triggers reject them from any program. Requires <c>UseConstraints()</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The codes are <c>append-only.changed</c> and <c>append-only.deleted</c>. TRUNCATE is also rejected, and on SQLite an
    /// insert with an existing key, including REPLACE and upserts. <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> require
    /// <c>BypassIntegrity()</c> and are then subject to the triggers.
    /// </para>
    /// <para>
    /// Owned entities in tables of their own are protected by <c>SaveChanges</c> only. If an entity has a version and
    /// redactable members, include the version in <c>AllowRedaction</c>: the toolkit changes the version with every change.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="configure">Configures the permitted changes and deletes. By default, none are permitted.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;AuditEntry&gt;().IsAppendOnly(a => a
    ///     .AllowRedaction(x => x.Actor)
    ///     .AllowDeleteAfter(x => x.At, TimeSpan.FromDays(2555)));
    /// </code>
    /// </example>
    public static EntityTypeBuilder<TEntity> IsAppendOnly<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Action<AppendOnlyBuilder<TEntity>>? configure = null)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);

        var asked = new AppendOnlyBuilder<TEntity>(new AppendOnlyDeclaration());
        configure?.Invoke(asked);
        ConstraintsConvention.Declare(builder.Metadata, new AppendOnlyGuard(asked.Declaration));

        return builder;
    }
}
