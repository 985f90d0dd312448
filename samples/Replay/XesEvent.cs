namespace Replay;

/// <summary>What a replay needs to know of one event.</summary>
/// <param name="State">The state that is entered.</param>
/// <param name="Resource">Who did it, or <see langword="null"/> when the log does not say.</param>
/// <param name="Time">When, in UTC.</param>
internal readonly record struct XesEvent(string State, string? Resource, DateTime Time);
