using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Versioning;
using Integrity.Toolkit.Versioning.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that enable versioning for a context.
/// </summary>
public static class VersioningDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Enables versioning, which prevents lost updates: every change of a versioned entity increases its version by one, and is
    /// rejected if another writer has changed the row since it was read.
    /// </summary>
    /// <remarks>
    /// Applies to <see cref="Integrity.Toolkit.Versioning.IVersioned"/> entities and to entities that declare
    /// <c>HasVersion()</c>. <c>ExecuteDelete</c> and <c>ExecuteUpdate</c> on them are rejected unless the query calls
    /// <c>BypassIntegrity()</c>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Configures the defaults, see <see cref="VersioningOptionsBuilder"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseVersioning());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseVersioning(
        this DbContextOptionsBuilder optionsBuilder,
        Action<VersioningOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        var present = optionsBuilder.Options.FindExtension<VersioningOptionsExtension>();
        var builder = new VersioningOptionsBuilder(present?.Options ?? VersioningOptions.Default);
        configure?.Invoke(builder);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new VersioningOptionsExtension(builder.Options));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseVersioning(DbContextOptionsBuilder, Action{VersioningOptionsBuilder}?)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseVersioning<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<VersioningOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseVersioning((DbContextOptionsBuilder)optionsBuilder, configure);
}
