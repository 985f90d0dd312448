namespace Replay;

/// <summary>The data of one event.</summary>
/// <param name="State">The entered state.</param>
/// <param name="Resource">The resource, or <see langword="null"/> if the log has none.</param>
/// <param name="Time">The time, in UTC.</param>
internal readonly record struct XesEvent(string State, string? Resource, DateTime Time);
