namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Finds bounds that together permit no value.</summary>
internal static class ContradictionCheck
{
    public static void ThrowIfAny(Type rules, Type entity, RuleDescription rule, IEnumerable<RuleDescription> before)
    {
        var other = before.FirstOrDefault(other => AreTogether(rule, other) && (IsUpsideDown(rule, other) || IsUpsideDown(other, rule)));
        if (other is not null)
        {
            throw new ArgumentException(
                $"{rules.Name}: {entity.Name}.{rule.Member} can never meet both rules '{other.Code}' and '{rule.Code}'. Correct "
                + "one of the bounds, or call AsWarning() for one.");
        }
    }

    private static bool AreTogether(RuleDescription rule, RuleDescription other)
        => rule != other
            && rule.Kind == other.Kind && rule.Kind is RuleKind.Range or RuleKind.Length
            && rule.Member == other.Member && rule.IsForEachItem == other.IsForEachItem
            && (rule.Scope == other.Scope || rule.Scope is null || other.Scope is null)
            && rule.Severity == ViolationSeverity.Error && other.Severity == ViolationSeverity.Error
            && !rule.Arguments.ContainsKey("comparer") && !other.Arguments.ContainsKey("comparer");

    private static bool IsUpsideDown(RuleDescription lower, RuleDescription upper)
    {
        if (!lower.Arguments.TryGetValue("min", out var min) || !upper.Arguments.TryGetValue("max", out var max))
        {
            return false;
        }

        var order = (min, max) switch
        {
            (string low, string high) => string.CompareOrdinal(low, high),
            (IComparable low, _) when min.GetType() == max!.GetType() => low.CompareTo(max),
            _ => 0,
        };

        return order > 0 || (order == 0 && min is IComparable && (lower.Arguments.ContainsKey("exclusive") || upper.Arguments.ContainsKey("exclusive")));
    }
}
