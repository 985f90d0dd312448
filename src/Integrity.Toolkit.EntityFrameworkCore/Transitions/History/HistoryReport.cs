using System.Globalization;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The result of a consistency check of the stored histories of a type.
/// </summary>
public sealed class HistoryReport
{
    internal HistoryReport(string entity, IReadOnlyList<HistoryInconsistency> inconsistencies, bool isComplete)
    {
        Entity = entity;
        Inconsistencies = inconsistencies;
        IsComplete = isComplete;
    }

    /// <summary>Gets the name of the entity type that declares the transitions, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets whether there are no inconsistencies.</summary>
    public bool IsValid => Inconsistencies.Count == 0;

    /// <summary>Gets the inconsistencies, by kind.</summary>
    public IReadOnlyList<HistoryInconsistency> Inconsistencies { get; }

    /// <summary>
    /// Gets whether <see cref="Inconsistencies"/> contains all inconsistencies; if not, the check ended at its limit.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>Gets the number of entities, including soft-deleted ones.</summary>
    public long Entities { get; internal init; }

    /// <summary>Gets the number of entities that are older than their history and have no history rows yet.</summary>
    public long WithoutHistory { get; internal init; }

    /// <summary>Gets the number of history rows.</summary>
    public long Rows { get; internal init; }

    /// <summary>Gets the number of history rows with a transition that observe mode let pass.</summary>
    public long OffTable { get; internal init; }

    /// <summary>Gets the number of histories that were kept after their entity was permanently deleted.</summary>
    public long Kept { get; internal init; }

    /// <summary>Returns a summary with the number of inconsistencies of each kind, without keys.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var kinds = Inconsistencies
            .CountBy(found => found.Kind)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}"));
        var result = IsValid ? "valid" : $"inconsistent ({string.Join(", ", kinds)}{(IsComplete ? "" : ", possibly more")})";
        return string.Create(CultureInfo.InvariantCulture, $"{Entity}: {result}; {Entities} entities, {Rows} rows.");
    }
}
