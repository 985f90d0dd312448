using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that enable hooks for a context.
/// </summary>
public static class HooksDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Enables hooks, which run application code before and after the saves of an entity type.
    /// </summary>
    /// <remarks>
    /// Hooks are registered here, in the model with <c>HasHooks</c>, or on the entity with <see cref="HooksAttribute{THooks}"/>.
    /// <c>ExecuteDelete</c> and <c>ExecuteUpdate</c> on entity types with hooks are rejected unless the query calls
    /// <c>BypassIntegrity()</c>; see <see cref="HooksOptionsBuilder.WithSetBasedMode"/>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Registers hooks, see <see cref="HooksOptionsBuilder"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseHooks(h => h.Add&lt;TicketHooks&gt;()));
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseHooks(
        this DbContextOptionsBuilder optionsBuilder,
        Action<HooksOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        var present = optionsBuilder.Options.FindExtension<HooksOptionsExtension>();
        var builder = new HooksOptionsBuilder(present?.Options ?? HooksOptions.Default);
        configure?.Invoke(builder);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new HooksOptionsExtension(builder.Options));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseHooks(DbContextOptionsBuilder, Action{HooksOptionsBuilder}?)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseHooks<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<HooksOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseHooks((DbContextOptionsBuilder)optionsBuilder, configure);
}
