using System.Diagnostics.Metrics;

namespace Integrity.Toolkit.Diagnostics;

/// <summary>The meter of the package. Attributes are only codes and type names, never keys or values.</summary>
internal static class Telemetry
{
    public const string Name = "Integrity.Toolkit";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Violations = Meter.CreateCounter<long>(
        "integrity.violations",
        "{violation}",
        "Changes that were rejected, observed, or saved with a warning.");

    private static readonly Counter<long> Transitions = Meter.CreateCounter<long>(
        "integrity.transitions",
        "{transition}",
        "Committed transitions.");

    /// <summary>Whether transitions are measured.</summary>
    public static bool CountsTransitions => Transitions.Enabled;

    /// <summary>Counts transitions of one kind.</summary>
    /// <param name="entity">The entity type.</param>
    /// <param name="from">The state before; null for an initial state.</param>
    /// <param name="to">The state after.</param>
    /// <param name="isPermitted">Whether the table permits it.</param>
    /// <param name="count">The number of entities.</param>
    public static void RecordTransition(string entity, string? from, string to, bool isPermitted, long count = 1)
        => Transitions.Add(
            count,
            new KeyValuePair<string, object?>("integrity.entity", entity),
            new KeyValuePair<string, object?>("integrity.from", from ?? "(none)"),
            new KeyValuePair<string, object?>("integrity.to", to),
            new KeyValuePair<string, object?>("integrity.outcome", isPermitted ? "permitted" : "observed"));

    public static void RecordViolation(string code, string entity, EnforcementMode mode)
        => Count(code, entity, mode == EnforcementMode.Observe ? "observed" : "rejected");

    public static void RecordWarning(string code, string entity) => Count(code, entity, "warned");

    private static void Count(string code, string entity, string outcome)
    {
        if (Violations.Enabled)
        {
            Violations.Add(
                1,
                new KeyValuePair<string, object?>("integrity.code", code),
                new KeyValuePair<string, object?>("integrity.entity", entity),
                new KeyValuePair<string, object?>("integrity.outcome", outcome));
        }
    }
}
