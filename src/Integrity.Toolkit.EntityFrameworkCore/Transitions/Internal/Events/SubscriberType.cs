using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Transitions;

/// <summary>What is known of a class of subscribers: found out once.</summary>
internal sealed class SubscriberType(Type type, string name, ObjectFactory create)
{
    public Type Type => type;

    public string Name => name;

    public ObjectFactory Create => create;

    public required bool IsRecordingAsyncOnly { get; init; }

    public required bool IsCommittedAsyncOnly { get; init; }
}
