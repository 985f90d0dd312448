namespace Integrity.Toolkit;

/// <summary>
/// A counter that was corrected.
/// </summary>
public sealed class CounterCorrection
{
    internal CounterCorrection(string entity, string counter, IReadOnlyList<object?> key, long oldValue, long newValue)
    {
        Entity = entity;
        Counter = counter;
        Key = key;
        OldValue = oldValue;
        NewValue = newValue;
    }

    /// <summary>Gets the name of the entity type with the counter, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets the name of the counter.</summary>
    public string Counter { get; }

    /// <summary>Gets the primary key values, in key order.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the value before the correction.</summary>
    public long OldValue { get; }

    /// <summary>Gets the value after the correction.</summary>
    public long NewValue { get; }
}
