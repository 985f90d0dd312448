using Integrity.Toolkit.Transitions.Events.Internal;

namespace Integrity.Toolkit.Transitions.Internal;

internal sealed record TransitionsOptions(EnforcementMode? Mode, TableOverrides Tables)
{
    public SubscriberTypes Subscribers { get; init; } = SubscriberTypes.None;

    public static readonly TransitionsOptions Default = new(null, TableOverrides.None);
}
