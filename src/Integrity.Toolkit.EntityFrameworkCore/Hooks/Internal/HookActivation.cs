using System.Collections.Concurrent;
using Integrity.Toolkit.Infrastructure;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Hooks;

/// <summary>Makes the hooks of a save from the scope that its context belongs to.</summary>
internal static class HookActivation
{
    private static readonly ConcurrentDictionary<Type, Type[]> Needs = new();

    public static EntityHooks Make(ContextState state, HookDescriptor descriptor)
    {
        if (descriptor.Instance is { } instance)
        {
            return instance;
        }

        try
        {
            DemandScope(state, descriptor);
            return Registered(state, descriptor) ?? Create(state, descriptor);
        }
        catch (ObjectDisposedException exception)
        {
            throw new InvalidOperationException(
                $"{descriptor.Name} cannot be made: the scope that the context came from is disposed. Save before the scope ends, "
                + "or take the context from a factory and let the hooks need no scoped services.",
                exception);
        }
    }

    private static void DemandScope(ContextState state, HookDescriptor descriptor)
    {
        var needs = Needs.GetOrAdd(descriptor.Type, static type =>
            [type, .. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => parameter.ParameterType)]);
        if (Array.Find(needs, state.IsOutOfScope) is { } scoped)
        {
            throw new InvalidOperationException(
                $"{descriptor.Name} {(scoped == descriptor.Type ? "is" : $"needs {scoped.ShortDisplayName()},")} a scoped service, "
                + "but this context was not made in a scope (it comes from a factory, or from a pool that was registered after "
                + "AddIntegrity). Call AddIntegrity after AddDbContextPool, take the context from a scope, or register the service "
                + "as a singleton.");
        }
    }

    private static EntityHooks? Registered(ContextState state, HookDescriptor descriptor)
        => (EntityHooks?)state.ApplicationServices?.GetService(descriptor.Type);

    private static EntityHooks Create(ContextState state, HookDescriptor descriptor)
    {
        if (descriptor.Type.IsAssignableTo(typeof(IDisposable)) || descriptor.Type.IsAssignableTo(typeof(IAsyncDisposable)))
        {
            throw new InvalidOperationException(
                $"{descriptor.Name} wants to be disposed, and nobody would: register it as a scoped service, whose scope does.");
        }

        try
        {
            return (EntityHooks)descriptor.Create(state.ApplicationServices ?? NoServices.Instance, null);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(
                state.ApplicationServices is null
                    ? $"{descriptor.Name} needs services, but the context was made without an application's services. Register "
                        + "the context with AddDbContext, or pass UseApplicationServiceProvider to its options."
                    : $"{descriptor.Name} cannot be made from the services of the application: {exception.Message}",
                exception);
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
