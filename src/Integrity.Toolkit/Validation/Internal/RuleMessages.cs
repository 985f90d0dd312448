using System.Collections;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The default messages of violations, which are created when they are read, in the current culture.</summary>
internal static class RuleMessages
{
    private const int MostChoices = 20;

    private static readonly Dictionary<string, Func<IntegrityViolation, string>> Texts = new(StringComparer.Ordinal)
    {
        [RuleCodes.Required] = r => $"{Place(r)} is required. Specify a value.",
        [RuleCodes.MinLength] = r => $"{Place(r)} must have at least {r.Arguments["min"]:N0} characters.{Value(r)} Lengthen it.",
        [RuleCodes.MaxLength] = r => $"{Place(r)} must have at most {r.Arguments["max"]:N0} characters.{Value(r)} Shorten it.",
        [RuleCodes.Email] = r => $"{Place(r)} is not an e-mail address.{Value(r)} Use the format name@example.org.",
        [RuleCodes.Choice] = r => $"{Place(r)} is not one of {List(r, "values")}.{Value(r)} Choose one of them.",
        [RuleCodes.Range] = r =>
            $"{Place(r)} must be {(IsExclusive(r) ? "greater than" : "at least")} {r.Arguments["min"]} and "
            + $"{(IsExclusive(r) ? "less than" : "at most")} {r.Arguments["max"]}.{Value(r)} Correct the value.",
        [RuleCodes.RangeMin] = r =>
            $"{Place(r)} must be {(IsExclusive(r) ? "greater than" : "at least")} {r.Arguments["min"]}.{Value(r)} Correct the value.",
        [RuleCodes.RangeMax] = r =>
            $"{Place(r)} must be {(IsExclusive(r) ? "less than" : "at most")} {r.Arguments["max"]}.{Value(r)} Correct the value.",
        [RuleCodes.Precision] = r =>
            $"{Place(r)} must have at most {r.Arguments["precision"]:N0} digits, {r.Arguments["scale"]:N0} of them after the "
            + $"decimal point.{Value(r)} Round it, or correct the value.",
        [RuleCodes.Comparison] = r =>
            $"{Place(r)} must be {Words(r)} {r.Arguments["other"]}.{Value(r)} Correct one of the two.",
        [RuleCodes.TimeOrder] = r =>
            $"{Place(r)} must not be {(r.Arguments["operator"] is ">=" ? "before" : "after")} {r.Arguments["other"]}.{Value(r)} "
            + "Correct one of the two.",
        [RuleCodes.TimeFuture] = r => $"{Place(r)} is in the future.{Value(r)} Specify a past or current time in UTC.",
        [RuleCodes.TimeKind] = r => r.Arguments.TryGetValue("other", out var other)
            ? $"{Place(r)} and {other} cannot be compared: one is local time, the other UTC.{Value(r)} Use DateTimeKind.Utc for both."
            : $"{Place(r)} is local time.{Value(r)} Use DateTimeKind.Utc.",
        [RuleCodes.RoleRequired] = r =>
            $"{Place(r)} can be changed only by {List(r, "roles", " or ")}. Sign in as an actor with a required role.",
        [RuleCodes.ReferenceMissing] = r =>
            $"{Place(r)} references a missing {r.Arguments["target"]} row.{Value(r)} Choose an existing row, or create it first.",
        [RuleCodes.UniqueTaken] = r => $"{Place(r)} is already used by another {r.Entity}.{Value(r)} Choose another value.",
        [RuleCodes.RuleFailed] = r =>
            $"{Place(r)} could not be checked: {r.Arguments["what"]} threw {r.Arguments["exception"]}"
            + $"{(r.Arguments.TryGetValue("detail", out var detail) ? $" ({detail})" : "")}. Fix the code.",
        [RuleCodes.TooDeep] = r => $"{Place(r)} is nested too deeply to be checked. Validate it in parts.",
    };

    public static Func<IntegrityViolation, string> Of(string code) => Texts.GetValueOrDefault(code, Custom);

    private static string Custom(IntegrityViolation violation)
        => $"{Place(violation)} does not meet the rule '{violation.Code}'.{Value(violation)} Correct it.";

    private static string Place(IntegrityViolation violation) => violation.Path is { } path ? $"{violation.Entity}.{path}" : violation.Entity;

    /// <summary>The arguments contain the value only if it may be shown.</summary>
    private static string Value(IntegrityViolation violation)
        => violation.Arguments.TryGetValue("value", out var value) ? $" It is '{value}'." : "";

    private static bool IsExclusive(IntegrityViolation violation) => violation.Arguments.ContainsKey("exclusive");

    private static string Words(IntegrityViolation violation) => violation.Arguments["operator"] switch
    {
        ">=" => "at least",
        "<=" => "at most",
        ">" => "greater than",
        _ => "less than",
    };

    private static string List(IntegrityViolation violation, string argument, string separator = ", ")
    {
        var values = ((IEnumerable)violation.Arguments[argument]!).Cast<object>().ToList();

        return string.Join(separator, values.Take(MostChoices))
            + (values.Count > MostChoices ? $" and {values.Count - MostChoices:N0} more" : "");
    }
}
