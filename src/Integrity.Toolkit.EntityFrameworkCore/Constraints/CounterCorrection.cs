namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Describes one counter that was set to what it counts.
/// </summary>
/// <param name="Key">The values of the primary key, in its order.</param>
/// <param name="OldValue">What the counter was.</param>
/// <param name="NewValue">What it is now.</param>
public sealed record CounterCorrection(IReadOnlyList<object?> Key, long OldValue, long NewValue);
