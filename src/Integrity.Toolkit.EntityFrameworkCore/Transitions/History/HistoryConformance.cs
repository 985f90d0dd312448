using System.Globalization;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The transitions and initial states in the stored histories of a type that its current table does not permit.
/// </summary>
public sealed class HistoryConformance
{
    internal HistoryConformance(
        string entity,
        long transitions,
        IReadOnlyList<ObservedTransition<string>> offTable,
        IReadOnlyDictionary<string, long> initialStates)
    {
        Entity = entity;
        Transitions = transitions;
        OffTable = offTable;
        InitialStates = initialStates;
    }

    /// <summary>Gets the name of the entity type that declares the transitions, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets whether the table permits all recorded transitions and initial states.</summary>
    public bool IsValid => OffTable.Count == 0 && InitialStates.Count == 0;

    /// <summary>Gets the number of recorded transitions, including reentries.</summary>
    public long Transitions { get; }

    /// <summary>Gets the transitions that the table does not permit, most frequent first.</summary>
    public IReadOnlyList<ObservedTransition<string>> OffTable { get; }

    /// <summary>Gets the recorded initial states that are not initial in the table, with the number of histories.</summary>
    /// <remarks>
    /// The initial states of a backfill are not included, because they are the states at the time of the backfill.
    /// </remarks>
    public IReadOnlyDictionary<string, long> InitialStates { get; }

    /// <summary>Returns a summary of what the table does not permit, with the number of occurrences.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        var found = OffTable
            .Select(transition => string.Create(culture, $"{transition.From} to {transition.To} ({transition.Count})"))
            .Concat(InitialStates.Select(first => string.Create(culture, $"initial state {first.Key} ({first.Value})")));
        return string.Create(
            culture,
            $"{Entity}: {(IsValid ? "conforms" : $"not permitted: {string.Join(", ", found)}")}; {Transitions} transitions.");
    }
}
