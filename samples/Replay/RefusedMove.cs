namespace Replay;

/// <summary>A pair of states that was refused, how often, and the first trace of the log that it was seen in.</summary>
/// <param name="From">The state that was left; <see langword="null"/> for a beginning.</param>
/// <param name="To">The state that was refused.</param>
/// <param name="Count">How often.</param>
/// <param name="Trace">The name of the first trace.</param>
/// <param name="Index">Its place in the log.</param>
internal sealed record RefusedMove(string? From, string To, long Count, string Trace, int Index);
