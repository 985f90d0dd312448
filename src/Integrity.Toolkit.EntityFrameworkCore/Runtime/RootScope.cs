namespace Integrity.Toolkit.Runtime;

/// <summary>Knows the application's root provider, from which scoped services must not be taken.</summary>
internal sealed class RootScope(IServiceProvider root, ServiceLifetimes lifetimes)
{
    public bool Is(IServiceProvider other)
        => ReferenceEquals(root, other.GetService(typeof(IServiceProvider)) ?? other);

    public bool IsScoped(Type service) => lifetimes.IsScoped(service);
}
