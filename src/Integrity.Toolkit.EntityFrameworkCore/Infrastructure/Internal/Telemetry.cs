using System.Diagnostics.Metrics;

namespace Integrity.Toolkit.Infrastructure;

/// <summary>The package's one meter. Attributes are codes and type names only: never keys, never values.</summary>
internal static class Telemetry
{
    public const string Name = "Integrity.Toolkit";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "integrity.refusals",
        "{refusal}",
        "Changes that were refused, would have been in observe mode, or were let through with a warning.");

    public static void Refused(string code, string entity, IntegrityMode mode)
        => Count(code, entity, mode == IntegrityMode.Observe ? "observed" : "refused");

    public static void Warned(string code, string entity) => Count(code, entity, "warned");

    private static void Count(string code, string entity, string outcome)
    {
        if (Refusals.Enabled)
        {
            Refusals.Add(
                1,
                new KeyValuePair<string, object?>("integrity.code", code),
                new KeyValuePair<string, object?>("integrity.entity", entity),
                new KeyValuePair<string, object?>("integrity.outcome", outcome));
        }
    }
}
