namespace Integrity.Toolkit.Runtime;

/// <summary>Identifies the root provider of the application, from which scoped services must not be resolved.</summary>
internal sealed class RootScope(IServiceProvider root, ServiceLifetimes lifetimes)
{
    public bool Is(IServiceProvider other)
        => ReferenceEquals(root, other.GetService(typeof(IServiceProvider)) ?? other);

    public bool IsScoped(Type service) => lifetimes.IsScoped(service);
}
