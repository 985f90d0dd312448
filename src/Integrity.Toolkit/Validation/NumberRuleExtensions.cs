using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Declares how many digits a number has.
/// </summary>
public static class NumberRuleExtensions
{
    /// <summary>
    /// Refuses, with the code <c>precision</c>, a number that a column would round or not hold. Zeros at the end do not count.
    /// </summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="precision">How many digits there are in all.</param>
    /// <param name="scale">How many of them are after the decimal point.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no digit, or fewer in all than after the decimal point.</exception>
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
            $"{rules.Place}: no number has {precision} digits with {scale} of them after the decimal point. Give at least one "
            + "digit, and no more after the point than in all.",
            nameof(precision));
    }
}
