using System.Collections;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The words of violations that were given no others; made when they are read, in the culture of the reader.</summary>
internal static class RuleMessages
{
    private const int MostChoices = 20;

    private static readonly Dictionary<string, Func<IntegrityViolation, string>> Texts = new(StringComparer.Ordinal)
    {
        [RuleCodes.Required] = r => $"{Place(r)} is required. Give it a value.",
        [RuleCodes.MinLength] = r => $"{Place(r)} needs at least {r.Arguments["min"]:N0} characters.{Value(r)} Make it longer.",
        [RuleCodes.MaxLength] = r => $"{Place(r)} has at most {r.Arguments["max"]:N0} characters.{Value(r)} Shorten it.",
        [RuleCodes.Email] = r => $"{Place(r)} is not an e-mail address.{Value(r)} Write it as name@example.org.",
        [RuleCodes.Choice] = r => $"{Place(r)} is none of {List(r, "values")}.{Value(r)} Choose one of them.",
        [RuleCodes.Range] = r =>
            $"{Place(r)} must be {(IsExclusive(r) ? "greater than" : "at least")} {r.Arguments["min"]} and "
            + $"{(IsExclusive(r) ? "less than" : "at most")} {r.Arguments["max"]}.{Value(r)} Correct the value.",
        [RuleCodes.RangeMin] = r =>
            $"{Place(r)} must be {(IsExclusive(r) ? "greater than" : "at least")} {r.Arguments["min"]}.{Value(r)} Correct the value.",
        [RuleCodes.RangeMax] = r =>
            $"{Place(r)} must be {(IsExclusive(r) ? "less than" : "at most")} {r.Arguments["max"]}.{Value(r)} Correct the value.",
        [RuleCodes.Precision] = r =>
            $"{Place(r)} has at most {r.Arguments["precision"]:N0} digits, {r.Arguments["scale"]:N0} of them after the decimal "
            + $"point.{Value(r)} Round it, or correct the value.",
        [RuleCodes.Comparison] = r =>
            $"{Place(r)} must be {Words(r)} {r.Arguments["other"]}.{Value(r)} Correct one of the two.",
        [RuleCodes.TimeOrder] = r =>
            $"{Place(r)} must not be {(r.Arguments["operator"] is ">=" ? "before" : "after")} {r.Arguments["other"]}.{Value(r)} "
            + "Correct one of the two.",
        [RuleCodes.TimeFuture] = r => $"{Place(r)} is in the future.{Value(r)} Give a time that has come, in UTC.",
        [RuleCodes.TimeKind] = r => r.Arguments.TryGetValue("other", out var other)
            ? $"{Place(r)} and {other} cannot be compared: one is local time, the other UTC.{Value(r)} Use DateTimeKind.Utc for both."
            : $"{Place(r)} is local time.{Value(r)} Use DateTimeKind.Utc.",
        [RuleCodes.RoleRequired] = r =>
            $"{Place(r)} is changed only by {List(r, "roles", " or ")}. Ask somebody who has the role, or sign in as one who has.",
        [RuleCodes.ReferenceMissing] = r =>
            $"{Place(r)} refers to {r.Arguments["target"]}, which has no such row.{Value(r)} Choose an existing one, or create it first.",
        [RuleCodes.UniqueTaken] = r => $"{Place(r)} is taken by another {r.Entity}.{Value(r)} Choose another value.",
        [RuleCodes.RuleFailed] = r =>
            $"{Place(r)} could not be checked: {r.Arguments["what"]} threw {r.Arguments["exception"]}"
            + $"{(r.Arguments.TryGetValue("detail", out var detail) ? $" ({detail})" : "")}. Correct the code.",
        [RuleCodes.TooDeep] = r => $"{Place(r)} is nested too deeply to be checked. Check it in parts.",
    };

    public static Func<IntegrityViolation, string> Of(string code) => Texts.GetValueOrDefault(code, Custom);

    private static string Custom(IntegrityViolation violation)
        => $"{Place(violation)} does not meet the rule '{violation.Code}'.{Value(violation)} Correct it.";

    private static string Place(IntegrityViolation violation) => violation.Path is { } path ? $"{violation.Entity}.{path}" : violation.Entity;

    /// <summary>The value is among the arguments only where it may be shown.</summary>
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
