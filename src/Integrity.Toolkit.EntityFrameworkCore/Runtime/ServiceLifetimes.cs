using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Runtime;

/// <summary>Looks up how long the application's services live.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    public bool IsScoped(Type service)
        => services.LastOrDefault(descriptor => descriptor.ServiceType == service)?.Lifetime == ServiceLifetime.Scoped;
}
