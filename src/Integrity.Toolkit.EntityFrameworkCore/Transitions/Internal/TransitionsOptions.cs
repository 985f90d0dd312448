namespace Integrity.Toolkit.Transitions;

internal sealed record TransitionsOptions(IntegrityMode? Mode, TableOverrides Tables)
{
    public SubscriberTypes Subscribers { get; init; } = SubscriberTypes.None;

    public static readonly TransitionsOptions Default = new(null, TableOverrides.None);
}
