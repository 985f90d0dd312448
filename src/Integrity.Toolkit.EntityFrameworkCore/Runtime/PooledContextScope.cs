using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// Provides a context from a pool or a factory with its current scope, which EF Core does not.
/// </summary>
internal static class PooledContextScope
{
    public static void Attach<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            var present = services[i];
            if (present.ServiceType != typeof(TContext)
                || present.IsKeyedService
                || present.Lifetime != ServiceLifetime.Scoped
                || present.ImplementationFactory is not { } create)
            {
                continue;
            }

            services[i] = ServiceDescriptor.Describe(
                typeof(TContext),
                provider => Lease(create(provider), provider),
                ServiceLifetime.Scoped);
        }
    }

    private static object Lease(object context, IServiceProvider scope)
    {
        if (ContextState.Find((DbContext)context) is { } state)
        {
            state.ScopedServices = scope;
        }

        return context;
    }
}
