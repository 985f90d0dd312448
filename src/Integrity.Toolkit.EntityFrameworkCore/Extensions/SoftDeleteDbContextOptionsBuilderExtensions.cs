using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.SoftDelete.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that enable soft delete for a context.
/// </summary>
public static class SoftDeleteDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Enables soft delete: the row of a deleted entity is kept with the time, the actor, the reason and a deletion id, and
    /// hidden from queries.
    /// </summary>
    /// <remarks>
    /// Applies to <see cref="Integrity.Toolkit.SoftDelete.ISoftDeletable"/> entities and to entities that declare
    /// <c>HasSoftDelete()</c>. <c>ExecuteDelete</c> and <c>ExecuteUpdate</c> on them are rejected unless the query calls
    /// <c>BypassIntegrity()</c>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Configures the defaults, see <see cref="SoftDeleteOptionsBuilder"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseSoftDelete());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseSoftDelete(
        this DbContextOptionsBuilder optionsBuilder,
        Action<SoftDeleteOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        var present = optionsBuilder.Options.FindExtension<SoftDeleteOptionsExtension>();
        var builder = new SoftDeleteOptionsBuilder(present?.Options ?? SoftDeleteOptions.Default);
        configure?.Invoke(builder);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new SoftDeleteOptionsExtension(builder.Options));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseSoftDelete(DbContextOptionsBuilder, Action{SoftDeleteOptionsBuilder}?)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseSoftDelete<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<SoftDeleteOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseSoftDelete((DbContextOptionsBuilder)optionsBuilder, configure);
}
