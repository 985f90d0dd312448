namespace Samples.Shared;

/// <summary>A clock that is set by hand, to the time of what is being played.</summary>
internal sealed class PlaybackClock : TimeProvider
{
    public DateTime Now { get; set; } = DateTime.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
