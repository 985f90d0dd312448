using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>What is known of a class of hooks, whatever it is called for: found out once.</summary>
internal sealed class HookDescriptor
{
    public required string Name { get; init; }

    /// <summary>The class; for inline hooks the class that holds them.</summary>
    public required Type Type { get; init; }

    /// <summary>What the hooks are about: an entity type, a base type or an interface.</summary>
    public required Type Target { get; init; }

    /// <summary>The moments the class has overridden, each with what restricts it.</summary>
    public required FrozenDictionary<HookPoint, HookMethod> Methods { get; init; }

    public IReadOnlyList<Type> RunAfter { get; init; } = [];

    public IReadOnlyList<Type> RunBefore { get; init; } = [];

    /// <summary>Inline hooks are there already.</summary>
    public EntityHooks? Instance { get; init; }

    public ObjectFactory Create => field ??= ActivatorUtilities.CreateFactory(Type, []);
}
