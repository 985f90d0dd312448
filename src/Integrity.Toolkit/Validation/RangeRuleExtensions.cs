using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Extension methods that declare the bounds of a value.
/// </summary>
/// <remarks>
/// Values are compared in their natural order, and strings ordinally. NaN (<see cref="double.NaN"/>) is outside all bounds.
/// </remarks>
public static class RangeRuleExtensions
{
    /// <summary>Requires a value between two bounds. The code is <c>range</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The minimum value.</param>
    /// <param name="max">The maximum value.</param>
    /// <param name="exclusive">Whether the bounds are excluded. The default is <see langword="false"/>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The bounds are reversed or permit no value, or one of them is NaN.</exception>
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

    /// <summary>Requires a string between two bounds, with a comparer. The code is <c>range</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The minimum string.</param>
    /// <param name="max">The maximum string.</param>
    /// <param name="comparer">The comparer, such as <see cref="StringComparer.OrdinalIgnoreCase"/>.</param>
    /// <param name="exclusive">Whether the bounds are excluded. The default is <see langword="false"/>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The bounds are reversed or permit no value.</exception>
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

    /// <summary>Requires a value that is at least a minimum. The code is <c>range.min</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The minimum value.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="min"/> is NaN.</exception>
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

    /// <summary>Requires a value that is at most a maximum. The code is <c>range.max</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="max">The maximum value.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="max"/> is NaN.</exception>
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

    /// <summary>Requires a value that is greater than a bound. The code is <c>range.min</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The exclusive lower bound.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="min"/> is NaN.</exception>
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

    /// <summary>Requires a value that is less than a bound. The code is <c>range.max</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="max">The exclusive upper bound.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="max"/> is NaN.</exception>
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
            throw new ArgumentException($"{rules.Place}: NaN cannot be a bound. Specify a number.");
        }

        if (bounds is { HasMin: true, HasMax: true } && compare(bounds.Min, bounds.Max) >= (bounds.IsMinExclusive ? 0 : 1))
        {
            throw new ArgumentException($"{rules.Place}: no value is between {bounds.Min} and {bounds.Max}. Swap or widen the bounds.");
        }

        return bounds;
    }
}
