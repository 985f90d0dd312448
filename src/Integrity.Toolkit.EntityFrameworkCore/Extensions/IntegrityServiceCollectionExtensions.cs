using Integrity.Toolkit;
using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Extension methods that connect the blocks of Integrity.Toolkit with an application.
/// </summary>
public static class IntegrityServiceCollectionExtensions
{
    /// <summary>
    /// Configures the actor, the clock and the default mode for all blocks of a context.
    /// </summary>
    /// <remarks>
    /// Optional: the default actor is unknown, and the default clock is the application's <see cref="TimeProvider"/> or the
    /// system clock. Does not enable any block. Call it after <c>AddDbContext</c>, <c>AddDbContextPool</c> or
    /// <c>AddDbContextFactory</c>, so that a pooled context can find its current scope. Several calls for a context are
    /// combined.
    /// </remarks>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Configures the actor, the clock and the other settings.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddIntegrity&lt;DeskContext&gt;(i => i.UseActor&lt;HttpContextActor&gt;());
    /// </code>
    /// </example>
    public static IServiceCollection AddIntegrity<TContext>(
        this IServiceCollection services,
        Action<IntegrityBuilder>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);

        var builder = new IntegrityBuilder(services, IntegrityServices.None, IntegrityOptions.Default);
        configure?.Invoke(builder);

        services.TryAddSingleton(new ServiceLifetimes(services));
        services.TryAddSingleton<RootScope>();
        services.ConfigureDbContext<TContext>(
            options => IntegrityOptionsExtension.Configure(options, builder.Options, builder.Registered));
        PooledContextScope.Attach<TContext>(services);

        return services;
    }
}
