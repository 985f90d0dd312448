using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>What is known of a class of hooks, whatever it is called for: found out once.</summary>
internal sealed class HookDescriptor
{
    public required string Name { get; init; }

    /// <summary>The class of hooks.</summary>
    public required Type Type { get; init; }

    /// <summary>What the hooks are about: an entity type, a base type or an interface.</summary>
    public required Type Target { get; init; }

    /// <summary>The moments the class has overridden, each with what restricts it.</summary>
    public required FrozenDictionary<HookPoint, HookMethod> Methods { get; init; }

    public IReadOnlyList<Type> RunAfter { get; init; } = [];

    public IReadOnlyList<Type> RunBefore { get; init; } = [];

    /// <summary>Creates an instance with the services of the application.</summary>
    public ObjectFactory Create
    {
        get => field ??= ActivatorUtilities.CreateFactory(Type, []);
        init;
    }
}
