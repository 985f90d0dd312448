using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// Creates the services that a save calls, such as hooks, from the scope of the context.
/// </summary>
internal static class ServiceActivator
{
    private static readonly ConcurrentDictionary<Type, Type[]> Needs = new();

    public static T Make<T>(ContextState state, Type type, ObjectFactory create)
        where T : class
    {
        var name = type.ShortDisplayName();
        try
        {
            EnsureScope(state, type, name);
            return (T)(state.ApplicationServices?.GetService(type) ?? Create(state, type, name, create));
        }
        catch (ObjectDisposedException exception)
        {
            throw new InvalidOperationException(
                $"{name} cannot be created: the scope of the context is disposed. Save before the scope ends, "
                + "or use a context from a factory and services that are not scoped.",
                exception);
        }
    }

    private static void EnsureScope(ContextState state, Type type, string name)
    {
        var needs = Needs.GetOrAdd(type, static type =>
            [type, .. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => parameter.ParameterType)]);
        if (Array.Find(needs, state.IsOutOfScope) is { } scoped)
        {
            throw new InvalidOperationException(
                $"{name} {(scoped == type ? "is" : $"needs {scoped.ShortDisplayName()},")} a scoped service, but this context "
                + "was not created in a scope (it is from a factory, or from a pool that was registered after "
                + "AddIntegrity). Call AddIntegrity after AddDbContextPool, resolve the context from a scope, or register "
                + "the service as a singleton.");
        }
    }

    private static object Create(ContextState state, Type type, string name, ObjectFactory create)
    {
        if (type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable)))
        {
            throw new InvalidOperationException(
                $"{name} implements IDisposable but is not registered. Register it as a scoped service so that it is disposed.");
        }

        try
        {
            return create(state.ApplicationServices ?? NoServices.Instance, null);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(
                state.ApplicationServices is null
                    ? $"{name} requires services, but the context was created without application services. Register "
                        + "the context with AddDbContext, or pass UseApplicationServiceProvider to its options."
                    : $"{name} cannot be created from the services of the application: {exception.Message}",
                exception);
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
