using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Extension methods that declare the order of times.
/// </summary>
/// <remarks>
/// The rules reject a <see cref="DateTime"/> of kind <see cref="DateTimeKind.Local"/> that is compared with a UTC time, with the
/// code <c>time.kind</c>, because the comparison would depend on the time zone. A <see cref="DateTime"/> of kind
/// <see cref="DateTimeKind.Unspecified"/>, as some databases return it, is accepted as either.
/// </remarks>
public static class TimeRuleExtensions
{
    /// <summary>Requires a time that is not before another member. The code is <c>time.order</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/> or <see cref="TimeOnly"/>.
    /// </typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.CreatedAt</c>. The rule does not apply if it is null.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> does not select a member or selects the same member, or the type is not a date or time type.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> NotBefore<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => TimeRules.AddOrder(rules, other, ComparisonOperator.AtLeast);

    /// <inheritdoc cref="NotBefore{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue?}})"/>
    public static MemberRules<T, TValue?> NotBefore<T, TValue>(
        this MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => TimeRules.AddOrder(rules, other, ComparisonOperator.AtLeast);

    /// <summary>Requires a time that is not after another member. The code is <c>time.order</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/> or <see cref="TimeOnly"/>.
    /// </typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.CreatedAt</c>. The rule does not apply if it is null.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> does not select a member or selects the same member, or the type is not a date or time type.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> NotAfter<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => TimeRules.AddOrder(rules, other, ComparisonOperator.AtMost);

    /// <inheritdoc cref="NotAfter{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue?}})"/>
    public static MemberRules<T, TValue?> NotAfter<T, TValue>(
        this MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => TimeRules.AddOrder(rules, other, ComparisonOperator.AtMost);

    /// <summary>Requires a time that is not in the future. The code is <c>time.future</c>.</summary>
    /// <remarks>
    /// The time is compared with <see cref="RuleContext.Now"/> in UTC. A <see cref="DateTime"/> of unspecified kind is treated as
    /// UTC, and a local one is rejected with the code <c>time.kind</c>. A <see cref="DateOnly"/> is compared with the date in
    /// UTC: if it is a local date, allow up to 14 hours for the easternmost time zones.
    /// </remarks>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="tolerance">How far in the future a time may be, to allow for clock differences. The default is zero.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="tolerance"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, DateTimeOffset> NotInFuture<T>(
        this MemberRules<T, DateTimeOffset> rules, TimeSpan tolerance = default)
        where T : notnull
    {
        var rule = TimeRules.NotInFuture(rules, tolerance, static latest => latest);

        return rules.Add(rule, TimeRules.DescribeFuture(rules, tolerance));
    }

    /// <inheritdoc cref="NotInFuture{T}(MemberRules{T, DateTimeOffset}, TimeSpan)"/>
    public static MemberRules<T, DateTimeOffset?> NotInFuture<T>(
        this MemberRules<T, DateTimeOffset?> rules, TimeSpan tolerance = default)
        where T : notnull
    {
        var rule = TimeRules.NotInFuture(rules, tolerance, static latest => latest);

        return rules.Add(new LiftedRelativeRule<T, DateTimeOffset>(rule), TimeRules.DescribeFuture(rules, tolerance));
    }

    /// <inheritdoc cref="NotInFuture{T}(MemberRules{T, DateTimeOffset}, TimeSpan)"/>
    public static MemberRules<T, DateTime> NotInFuture<T>(
        this MemberRules<T, DateTime> rules, TimeSpan tolerance = default)
        where T : notnull
    {
        var rule = TimeRules.NotInFuture(rules, tolerance, static latest => latest.UtcDateTime);

        return rules.Add(
            (new UtcRule(), null, TimeRules.DescribeUtc(rules)),
            (null, rule, TimeRules.DescribeFuture(rules, tolerance)));
    }

    /// <inheritdoc cref="NotInFuture{T}(MemberRules{T, DateTimeOffset}, TimeSpan)"/>
    public static MemberRules<T, DateTime?> NotInFuture<T>(
        this MemberRules<T, DateTime?> rules, TimeSpan tolerance = default)
        where T : notnull
    {
        var rule = TimeRules.NotInFuture(rules, tolerance, static latest => latest.UtcDateTime);

        return rules.Add(
            (new LiftedRule<DateTime>(new UtcRule()), null, TimeRules.DescribeUtc(rules)),
            (null, new LiftedRelativeRule<T, DateTime>(rule), TimeRules.DescribeFuture(rules, tolerance)));
    }

    /// <inheritdoc cref="NotInFuture{T}(MemberRules{T, DateTimeOffset}, TimeSpan)"/>
    public static MemberRules<T, DateOnly> NotInFuture<T>(
        this MemberRules<T, DateOnly> rules, TimeSpan tolerance = default)
        where T : notnull
    {
        var rule = TimeRules.NotInFuture(rules, tolerance, static latest => DateOnly.FromDateTime(latest.UtcDateTime));

        return rules.Add(rule, TimeRules.DescribeFuture(rules, tolerance));
    }

    /// <inheritdoc cref="NotInFuture{T}(MemberRules{T, DateTimeOffset}, TimeSpan)"/>
    public static MemberRules<T, DateOnly?> NotInFuture<T>(
        this MemberRules<T, DateOnly?> rules, TimeSpan tolerance = default)
        where T : notnull
    {
        var rule = TimeRules.NotInFuture(rules, tolerance, static latest => DateOnly.FromDateTime(latest.UtcDateTime));

        return rules.Add(new LiftedRelativeRule<T, DateOnly>(rule), TimeRules.DescribeFuture(rules, tolerance));
    }
}
