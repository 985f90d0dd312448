namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Describes one counter that was set to what it counts.
/// </summary>
/// <param name="Key">The values of the primary key, in its order.</param>
/// <param name="Was">What the counter was.</param>
/// <param name="Is">What it is now.</param>
public sealed record CounterCorrection(IReadOnlyList<object?> Key, long Was, long Is);
