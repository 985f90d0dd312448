using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// Makes what the application has registered to be called by a save, such as hooks, from the scope that its context belongs to.
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
                $"{name} cannot be made: the scope that the context came from is disposed. Save before the scope ends, "
                + "or take the context from a factory and let it need no scoped services.",
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
                $"{name} {(scoped == type ? "is" : $"needs {scoped.ShortDisplayName()},")} a scoped service, "
                + "but this context was not made in a scope (it comes from a factory, or from a pool that was registered after "
                + "AddIntegrity). Call AddIntegrity after AddDbContextPool, take the context from a scope, or register the service "
                + "as a singleton.");
        }
    }

    private static object Create(ContextState state, Type type, string name, ObjectFactory create)
    {
        if (type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable)))
        {
            throw new InvalidOperationException(
                $"{name} wants to be disposed, and nobody would: register it as a scoped service, whose scope does.");
        }

        try
        {
            return create(state.ApplicationServices ?? NoServices.Instance, null);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(
                state.ApplicationServices is null
                    ? $"{name} needs services, but the context was made without an application's services. Register "
                        + "the context with AddDbContext, or pass UseApplicationServiceProvider to its options."
                    : $"{name} cannot be made from the services of the application: {exception.Message}",
                exception);
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
