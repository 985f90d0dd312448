namespace Integrity.Toolkit.Counters;

/// <summary>A counter of one row that was not what it counts, and is now.</summary>
internal sealed record CorrectedCounter(IReadOnlyList<object?> Key, long Was, long Is);
