using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Switches transitions on for a context.
/// </summary>
public static class TransitionsDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Lets a status move only along its declared table, and writes one history row per move in the same save.
    /// </summary>
    /// <remarks>
    /// Holds for entities that declare <c>HasTransitions(...)</c>, whatever code changes the property. <c>ExecuteDelete</c> and <c>ExecuteUpdate</c> on them are refused unless the query says <c>BypassIntegrity()</c>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Changes the defaults; see <see cref="TransitionsOptionsBuilder"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseTransitions());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseTransitions(
        this DbContextOptionsBuilder optionsBuilder,
        Action<TransitionsOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        var present = optionsBuilder.Options.FindExtension<TransitionsOptionsExtension>();
        var builder = new TransitionsOptionsBuilder(present?.Options ?? TransitionsOptions.Default);
        configure?.Invoke(builder);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new TransitionsOptionsExtension(builder.Options));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseTransitions(DbContextOptionsBuilder, Action{TransitionsOptionsBuilder}?)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseTransitions<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<TransitionsOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseTransitions((DbContextOptionsBuilder)optionsBuilder, configure);
}
