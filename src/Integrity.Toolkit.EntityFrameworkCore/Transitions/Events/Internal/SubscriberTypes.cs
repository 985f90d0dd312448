using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Transitions.Events.Internal;

/// <summary>The types of subscribers in the order of their registration, without duplicates, with value equality.</summary>
internal sealed class SubscriberTypes : IEquatable<SubscriberTypes>
{
    public static readonly SubscriberTypes None = new([]);

    private static readonly ConcurrentDictionary<Type, SubscriberType> Known = new();

    private SubscriberTypes(ImmutableArray<SubscriberType> types) => All = types;

    public ImmutableArray<SubscriberType> All { get; }

    public SubscriberTypes And(Type type)
    {
        var described = Known.GetOrAdd(type, Describe);
        return All.Contains(described) ? this : new SubscriberTypes(All.Add(described));
    }

    public bool Equals(SubscriberTypes? other) => other is not null && All.SequenceEqual(other.All);

    public override bool Equals(object? obj) => Equals(obj as SubscriberTypes);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var type in All)
        {
            hash.Add(type);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", All.Select(type => type.Name));

    private static SubscriberType Describe(Type type)
    {
        if (type.IsAbstract || type.GetConstructors().Length == 0)
        {
            throw new ArgumentException(
                $"{type.ShortDisplayName()} cannot be created. Make it a class that is not abstract and has a public "
                + "constructor.");
        }

        return new SubscriberType(
            type,
            type.ShortDisplayName(),
            ActivatorUtilities.CreateFactory(type, []),
            IsRecordingAsyncOnly: IsAsyncOnly(type, nameof(TransitionSubscriber.OnRecording)),
            IsCommittedAsyncOnly: IsAsyncOnly(type, nameof(TransitionSubscriber.OnCommitted)));
    }

    private static bool IsAsyncOnly(Type type, string method)
        => IsOverridden(type, method + "Async") && !IsOverridden(type, method);

    private static bool IsOverridden(Type type, string name)
        => type.GetMethods().Any(method => method.Name == name
            && method.DeclaringType != typeof(TransitionSubscriber)
            && method.GetBaseDefinition().DeclaringType == typeof(TransitionSubscriber));
}
