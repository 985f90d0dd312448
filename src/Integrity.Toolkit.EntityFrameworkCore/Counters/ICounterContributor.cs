namespace Integrity.Toolkit.Counters;

/// <summary>What one room wants of counters in one save.</summary>
internal interface ICounterContributor
{
    /// <summary>The changes of the present attempt, once the entities are written.</summary>
    IReadOnlyList<CounterChange> Changes { get; }
}
