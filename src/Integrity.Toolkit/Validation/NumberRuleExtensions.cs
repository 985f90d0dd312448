using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Extension methods that declare rules for the digits of numbers.
/// </summary>
public static class NumberRuleExtensions
{
    /// <summary>
    /// Requires a number that fits a precision and scale without rounding, ignoring trailing zeros. The code is <c>precision</c>.
    /// </summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="precision">The maximum number of digits.</param>
    /// <param name="scale">The maximum number of digits after the decimal point.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="precision"/> is less than 1, or <paramref name="scale"/> is negative or greater than it.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, decimal> Precision<T>(this MemberRules<T, decimal> rules, int precision, int scale)
        where T : notnull
        => Checked(rules, precision, scale).Add(new PrecisionRule(precision, scale), Describe(rules, precision, scale));

    /// <inheritdoc cref="Precision{T}(MemberRules{T, decimal}, int, int)"/>
    public static MemberRules<T, decimal?> Precision<T>(this MemberRules<T, decimal?> rules, int precision, int scale)
        where T : notnull
        => Checked(rules, precision, scale).Add(
            new LiftedRule<decimal>(new PrecisionRule(precision, scale)), Describe(rules, precision, scale));

    private static RuleDescription Describe<T, TValue>(MemberRules<T, TValue> rules, int precision, int scale)
        where T : notnull
        => rules.Describe(RuleKind.Precision, RuleCodes.Precision).With("precision", precision).With("scale", scale);

    private static MemberRules<T, TValue> Checked<T, TValue>(MemberRules<T, TValue> rules, int precision, int scale)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);

        return precision > 0 && scale >= 0 && scale <= precision ? rules : throw new ArgumentException(
            $"{rules.Place}: no number has {precision} digits with {scale} of them after the decimal point. Specify at least one "
            + "digit, and no more digits after the point than in total.",
            nameof(precision));
    }
}
