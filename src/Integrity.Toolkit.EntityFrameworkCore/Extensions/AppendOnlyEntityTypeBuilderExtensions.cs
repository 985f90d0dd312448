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
    /// Lets rows be inserted, and then neither changed nor deleted: by <c>SaveChanges</c>, which refuses it before any SQL, and
    /// by the database, which refuses it by triggers, from any program. Needs <c>UseConstraints()</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The codes are <c>append-only.changed</c> and <c>append-only.deleted</c>. TRUNCATE is refused too, and on SQLite an insert
    /// onto a key that exists, also as REPLACE or an upsert. <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> need
    /// <c>BypassIntegrity()</c>, and meet the triggers then.
    /// </para>
    /// <para>
    /// What the entity owns in tables of their own is held by <c>SaveChanges</c> only. An entity that also has a version, and
    /// members that may change, needs the version among these: the toolkit moves it with every change.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="configure">Says what may still happen; without it, nothing.</param>
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
