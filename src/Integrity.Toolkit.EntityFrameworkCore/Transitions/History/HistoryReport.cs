using System.Globalization;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Tells whether the stored histories of a type fit together, and fit its entities.
/// </summary>
public sealed class HistoryReport
{
    internal HistoryReport(string entity, IReadOnlyList<HistoryInconsistency> breaks, bool isComplete)
    {
        Entity = entity;
        Inconsistencies = breaks;
        IsComplete = isComplete;
    }

    /// <summary>Gets the name of the entity type that declares the transitions, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets whether nothing is broken.</summary>
    public bool IsValid => Inconsistencies.Count == 0;

    /// <summary>Gets what is broken, by kind.</summary>
    public IReadOnlyList<HistoryInconsistency> Inconsistencies { get; }

    /// <summary>Gets whether <see cref="Inconsistencies"/> has all of them; if not, the rest was not looked for.</summary>
    public bool IsComplete { get; }

    /// <summary>Gets how many entities there are, deleted ones among them.</summary>
    public required long Entities { get; init; }

    /// <summary>Gets how many of them have no history yet: they are older than it, and were not moved since.</summary>
    public required long WithoutHistory { get; init; }

    /// <summary>Gets how many history rows there are.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets how many of them were off the table when they were written, which observe mode let through.</summary>
    public required long OffTable { get; init; }

    /// <summary>Gets how many histories were kept although their entity was deleted for good.</summary>
    public required long Kept { get; init; }

    /// <summary>Says what was found, with how many of each kind, and without keys.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var kinds = Inconsistencies.CountBy(found => found.Kind).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Entity}: {(IsValid ? "sound" : $"broken ({string.Join(", ", kinds)}{(IsComplete ? "" : ", and perhaps more")})")}; "
            + $"{Entities} entities, {Rows} rows.");
    }
}
