namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Describes one counter that was set to the number of rows it counts.
/// </summary>
/// <param name="Entity">The name of the entity with the counter.</param>
/// <param name="Counter">The name of the counter.</param>
/// <param name="Key">The values of the primary key, in its order.</param>
/// <param name="OldValue">What the counter was.</param>
/// <param name="NewValue">What it is now.</param>
public sealed record CountCorrection(string Entity, string Counter, IReadOnlyList<object?> Key, long OldValue, long NewValue);
