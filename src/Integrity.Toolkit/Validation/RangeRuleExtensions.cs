using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Declares between which bounds a value lies.
/// </summary>
/// <remarks>
/// Values are compared by their own order; texts by the numbers of their characters, whatever the culture. What is not a
/// number (<see cref="double.NaN"/>) is inside no bounds.
/// </remarks>
public static class RangeRuleExtensions
{
    /// <summary>Refuses, with the code <c>range</c>, a value outside two bounds.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The greatest value.</param>
    /// <param name="exclusive">Whether the bounds themselves are refused.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The bounds are upside down or leave nothing, or one is not a number.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> Between<T, TValue>(
        this MemberRules<T, TValue> rules, TValue min, TValue max, bool exclusive = false)
        where T : notnull
        where TValue : IComparable<TValue>
        => Add(rules, Bounds<TValue>.Between(min, max, exclusive));

    /// <inheritdoc cref="Between{T, TValue}(MemberRules{T, TValue}, TValue, TValue, bool)"/>
    public static MemberRules<T, TValue?> Between<T, TValue>(
        this MemberRules<T, TValue?> rules, TValue min, TValue max, bool exclusive = false)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => Add(rules, Bounds<TValue>.Between(min, max, exclusive));

    /// <summary>Refuses, with the code <c>range</c>, a text outside two bounds, as a comparer orders them.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The smallest text.</param>
    /// <param name="max">The greatest text.</param>
    /// <param name="comparer">The order, such as <see cref="StringComparer.OrdinalIgnoreCase"/>.</param>
    /// <param name="exclusive">Whether the bounds themselves are refused.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The bounds are upside down or leave nothing.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> Between<T>(
        this MemberRules<T, string> rules, string min, string max, StringComparer comparer, bool exclusive = false)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(comparer);

        var bounds = Checked(rules, Bounds<string>.Between(min, max, exclusive), comparer.Compare);

        return rules.Add(
            new ComparerRangeRule<string>(bounds, comparer), Describe(rules, bounds).With("comparer", comparer));
    }

    /// <summary>Refuses, with the code <c>range.min</c>, a value below a bound.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The smallest value.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="min"/> is not a number.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> AtLeast<T, TValue>(this MemberRules<T, TValue> rules, TValue min)
        where T : notnull
        where TValue : IComparable<TValue>
        => Add(rules, Bounds<TValue>.From(min, exclusive: false));

    /// <inheritdoc cref="AtLeast{T, TValue}(MemberRules{T, TValue}, TValue)"/>
    public static MemberRules<T, TValue?> AtLeast<T, TValue>(this MemberRules<T, TValue?> rules, TValue min)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => Add(rules, Bounds<TValue>.From(min, exclusive: false));

    /// <summary>Refuses, with the code <c>range.max</c>, a value above a bound.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="max">The greatest value.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="max"/> is not a number.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> AtMost<T, TValue>(this MemberRules<T, TValue> rules, TValue max)
        where T : notnull
        where TValue : IComparable<TValue>
        => Add(rules, Bounds<TValue>.UpTo(max, exclusive: false));

    /// <inheritdoc cref="AtMost{T, TValue}(MemberRules{T, TValue}, TValue)"/>
    public static MemberRules<T, TValue?> AtMost<T, TValue>(this MemberRules<T, TValue?> rules, TValue max)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => Add(rules, Bounds<TValue>.UpTo(max, exclusive: false));

    /// <summary>Refuses, with the code <c>range.min</c>, a value that is not above a bound.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The value that is just too small.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="min"/> is not a number.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> GreaterThan<T, TValue>(this MemberRules<T, TValue> rules, TValue min)
        where T : notnull
        where TValue : IComparable<TValue>
        => Add(rules, Bounds<TValue>.From(min, exclusive: true));

    /// <inheritdoc cref="GreaterThan{T, TValue}(MemberRules{T, TValue}, TValue)"/>
    public static MemberRules<T, TValue?> GreaterThan<T, TValue>(this MemberRules<T, TValue?> rules, TValue min)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => Add(rules, Bounds<TValue>.From(min, exclusive: true));

    /// <summary>Refuses, with the code <c>range.max</c>, a value that is not below a bound.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="max">The value that is just too great.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="max"/> is not a number.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> LessThan<T, TValue>(this MemberRules<T, TValue> rules, TValue max)
        where T : notnull
        where TValue : IComparable<TValue>
        => Add(rules, Bounds<TValue>.UpTo(max, exclusive: true));

    /// <inheritdoc cref="LessThan{T, TValue}(MemberRules{T, TValue}, TValue)"/>
    public static MemberRules<T, TValue?> LessThan<T, TValue>(this MemberRules<T, TValue?> rules, TValue max)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => Add(rules, Bounds<TValue>.UpTo(max, exclusive: true));

    private static MemberRules<T, TValue> Add<T, TValue>(MemberRules<T, TValue> rules, Bounds<TValue> bounds)
        where T : notnull
        where TValue : IComparable<TValue>
    {
        Checked(rules, bounds, ValueOrder.Compare);

        return rules.Add(new RangeRule<TValue>(bounds), Describe(rules, bounds));
    }

    private static MemberRules<T, TValue?> Add<T, TValue>(MemberRules<T, TValue?> rules, Bounds<TValue> bounds)
        where T : notnull
        where TValue : struct, IComparable<TValue>
    {
        Checked(rules, bounds, ValueOrder.Compare);

        return rules.Add(new LiftedRule<TValue>(new RangeRule<TValue>(bounds)), Describe(rules, bounds));
    }

    private static RuleDescription Describe<T, TValue, TBound>(MemberRules<T, TValue> rules, Bounds<TBound> bounds)
        where T : notnull
    {
        var rule = rules.Describe(
            RuleKind.Range,
            bounds is { HasMin: true, HasMax: true } ? RuleCodes.Range : bounds.HasMin ? RuleCodes.RangeMin : RuleCodes.RangeMax);
        _ = bounds.HasMin ? rule.With("min", bounds.Min) : rule;
        _ = bounds.HasMax ? rule.With("max", bounds.Max) : rule;

        return bounds.IsMinExclusive || bounds.IsMaxExclusive ? rule.With("exclusive", true) : rule;
    }

    private static Bounds<TBound> Checked<T, TValue, TBound>(
        MemberRules<T, TValue> rules, Bounds<TBound> bounds, Func<TBound, TBound, int> compare)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(bounds.Min, "min");
        ArgumentNullException.ThrowIfNull(bounds.Max, "max");
        if (NumberTraits.IsNaN(bounds.Min) || NumberTraits.IsNaN(bounds.Max))
        {
            throw new ArgumentException($"{rules.Place}: NaN is no bound, for nothing compares with it. Give a number.");
        }

        if (bounds is { HasMin: true, HasMax: true } && compare(bounds.Min, bounds.Max) >= (bounds.IsMinExclusive ? 0 : 1))
        {
            throw new ArgumentException($"{rules.Place}: no value is between {bounds.Min} and {bounds.Max}. Swap or widen the bounds.");
        }

        return bounds;
    }
}
