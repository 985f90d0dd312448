namespace Samples.Shared;

/// <summary>A clock that is set to the time of the replayed event.</summary>
internal sealed class PlaybackClock : TimeProvider
{
    public DateTime Now { get; set; } = DateTime.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
