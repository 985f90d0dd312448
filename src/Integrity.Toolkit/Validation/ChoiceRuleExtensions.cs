using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Extension methods that restrict a member to a set of values.
/// </summary>
public static class ChoiceRuleExtensions
{
    /// <summary>Requires one of the specified values. Strings are compared ordinally. The code is <c>choice</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="values">The permitted values.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty or contains <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> OneOf<T, TValue>(this MemberRules<T, TValue> rules, params TValue[] values)
        where T : notnull
    {
        var choices = Checked(rules, values);

        return rules.Add(Rule(choices), Describe(rules, choices));
    }

    /// <inheritdoc cref="OneOf{T, TValue}(MemberRules{T, TValue}, TValue[])"/>
    public static MemberRules<T, TValue?> OneOf<T, TValue>(this MemberRules<T, TValue?> rules, params TValue[] values)
        where T : notnull
        where TValue : struct
    {
        var choices = Checked(rules, values);

        return rules.Add(new LiftedRule<TValue>(Rule(choices)), Describe(rules, choices));
    }

    /// <summary>Requires one of the specified strings, with a comparer. The code is <c>choice</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="values">The permitted strings.</param>
    /// <param name="comparer">The comparer, such as <see cref="StringComparer.OrdinalIgnoreCase"/>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty or contains <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> OneOf<T>(
        this MemberRules<T, string> rules, IEnumerable<string> values, StringComparer comparer)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(comparer);

        var choices = Checked(rules, values);

        return rules.Add(
            new ChoiceOfManyRule<string>(choices, comparer), Describe(rules, choices).With("comparer", comparer));
    }

    /// <summary>
    /// Requires a defined enum value; for a flags enum, only defined bits. The code is <c>choice</c>.
    /// </summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TEnum">The type of the enum.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The enum has no values.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TEnum> Defined<T, TEnum>(this MemberRules<T, TEnum> rules)
        where T : notnull
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(rules);

        return rules.Add(new DefinedRule<TEnum>(), DescribeDefined<T, TEnum, TEnum>(rules));
    }

    /// <inheritdoc cref="Defined{T, TEnum}(MemberRules{T, TEnum})"/>
    public static MemberRules<T, TEnum?> Defined<T, TEnum>(this MemberRules<T, TEnum?> rules)
        where T : notnull
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(rules);

        return rules.Add(new LiftedRule<TEnum>(new DefinedRule<TEnum>()), DescribeDefined<T, TEnum?, TEnum>(rules));
    }

    private static ValueRule<TValue> Rule<TValue>(TValue[] values)
        => values.Length <= ChoiceRule<TValue>.Most
            ? new ChoiceRule<TValue>(values)
            : new ChoiceOfManyRule<TValue>(values, comparer: null);

    private static RuleDescription Describe<T, TValue, TChoice>(MemberRules<T, TValue> rules, TChoice[] values)
        where T : notnull
        => rules.Describe(RuleKind.Choice, RuleCodes.Choice)
            .With("values", Array.AsReadOnly([.. values.Select(value => (object)value!)]));

    private static RuleDescription DescribeDefined<T, TValue, TEnum>(MemberRules<T, TValue> rules)
        where T : notnull
        where TEnum : struct, Enum
    {
        _ = Checked(rules, Enum.GetValues<TEnum>());

        return rules.Describe(RuleKind.Defined, RuleCodes.Choice)
            .With("values", Array.AsReadOnly([.. Enum.GetNames<TEnum>()]))
            .With("flags", DefinedRule<TEnum>.IsFlags);
    }

    private static TChoice[] Checked<T, TValue, TChoice>(MemberRules<T, TValue> rules, IEnumerable<TChoice> values)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(values);

        var choices = values.ToArray();
        if (choices.Length == 0 || choices.Any(value => value is null))
        {
            throw new ArgumentException(
                $"{rules.Place}: OneOf requires at least one value and does not accept null. Use Required() for null.",
                nameof(values));
        }

        return choices;
    }
}
