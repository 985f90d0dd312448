using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Enables transitions for a context.
/// </summary>
public static class TransitionsDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Enforces that a status only changes as its transition table permits, and writes one history row for each transition in the
    /// same save.
    /// </summary>
    /// <remarks>
    /// Applies to entities that declare <c>HasTransitions(...)</c>, regardless of the code that changes the property.
    /// <c>ExecuteDelete</c> and <c>ExecuteUpdate</c> on them are rejected unless <c>BypassIntegrity()</c> is called on the query.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Configures the block; see <see cref="TransitionsOptionsBuilder"/>.</param>
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
