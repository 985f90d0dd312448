using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Runtime;

/// <summary>Determines the lifetimes of the application's services.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    public bool IsScoped(Type service)
        => services.LastOrDefault(descriptor => descriptor.ServiceType == service)?.Lifetime == ServiceLifetime.Scoped;
}
