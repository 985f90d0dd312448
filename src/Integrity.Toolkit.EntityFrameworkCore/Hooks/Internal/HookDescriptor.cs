using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Describes a hooks class, independently of entity types. Created once per class.</summary>
internal sealed class HookDescriptor
{
    public required string Name { get; init; }

    /// <summary>The hooks class.</summary>
    public required Type Type { get; init; }

    /// <summary>The type that the hooks handle: an entity type, a base type or an interface.</summary>
    public required Type Target { get; init; }

    /// <summary>The overridden methods of the class, with their restrictions.</summary>
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
