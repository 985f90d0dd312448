namespace Integrity.Toolkit.Counters;

/// <summary>Contributes counter changes to a save.</summary>
internal interface ICounterContributor
{
    /// <summary>The changes of the current attempt, available after the entities are saved.</summary>
    IReadOnlyList<CounterChange> Changes { get; }
}
