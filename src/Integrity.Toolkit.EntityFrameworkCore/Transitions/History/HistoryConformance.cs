using System.Globalization;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Tells what of the stored histories of a type its present table does not permit.
/// </summary>
public sealed class HistoryConformance
{
    internal HistoryConformance(
        string entity,
        long moves,
        IReadOnlyList<ObservedTransition<string>> offTable,
        IReadOnlyDictionary<string, long> beginnings)
    {
        Entity = entity;
        Transitions = moves;
        OffTable = offTable;
        InitialStates = beginnings;
    }

    /// <summary>Gets the name of the entity type that declares the transitions, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets whether the table permits all that has happened.</summary>
    public bool IsValid => OffTable.Count == 0 && InitialStates.Count == 0;

    /// <summary>Gets how many moves were looked at, reentries among them.</summary>
    public long Transitions { get; }

    /// <summary>Gets the moves that the table does not permit, most frequent first.</summary>
    public IReadOnlyList<ObservedTransition<string>> OffTable { get; }

    /// <summary>Gets the states that are not initial and in which histories began, with how many of them.</summary>
    /// <remarks>Not those of a backfill, which begin in whatever state the entity was.</remarks>
    public IReadOnlyDictionary<string, long> InitialStates { get; }

    /// <summary>Says what does not conform, and how often it happened.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var found = OffTable.Select(move => string.Create(CultureInfo.InvariantCulture, $"{move.From} to {move.To} ({move.Count})"))
            .Concat(InitialStates.Select(first => string.Create(CultureInfo.InvariantCulture, $"begun in {first.Key} ({first.Value})")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Entity}: {(IsValid ? "conforms" : $"off the table: {string.Join(", ", found)}")}; {Transitions} moves.");
    }
}
