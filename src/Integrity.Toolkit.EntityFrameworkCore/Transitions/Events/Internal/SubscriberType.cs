using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Transitions.Events.Internal;

/// <summary>What is known of a class of subscribers: found out once.</summary>
internal sealed record SubscriberType(
    Type Type, string Name, ObjectFactory Create, bool IsRecordingAsyncOnly, bool IsCommittedAsyncOnly);
