namespace Replay;

/// <summary>A rejected pair of states, its count, and the first trace of the log in which it occurred.</summary>
/// <param name="From">The previous state; <see langword="null"/> for an initial state.</param>
/// <param name="To">The rejected state.</param>
/// <param name="Count">The number of occurrences.</param>
/// <param name="Trace">The name of the first trace.</param>
/// <param name="Index">The position of the trace in the log.</param>
internal sealed record RefusedMove(string? From, string To, long Count, string Trace, int Index);
