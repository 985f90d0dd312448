using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Transitions.Events.Internal;

/// <summary>A type of subscribers with what the dispatcher needs of it, determined once.</summary>
internal sealed record SubscriberType(
    Type Type, string Name, ObjectFactory Create, bool IsRecordingAsyncOnly, bool IsCommittedAsyncOnly);
