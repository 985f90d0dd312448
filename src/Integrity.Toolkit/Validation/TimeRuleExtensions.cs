using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Declares which times may come before which.
/// </summary>
/// <remarks>
/// A <see cref="DateTime"/> of kind <see cref="DateTimeKind.Local"/> beside one in UTC is refused with the code
/// <c>time.kind</c>, for comparing them would compare time zones. One of kind <see cref="DateTimeKind.Unspecified"/>, as some
/// databases return it, passes for either.
/// </remarks>
public static class TimeRuleExtensions
{
    /// <summary>Refuses, with the code <c>time.order</c>, a time that is before another member; equal times are in order.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/> or <see cref="TimeOnly"/>.
    /// </typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.CreatedAt</c>; if it has no value, there is no order.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> is no member, or the member itself, or the type is no time.
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

    /// <summary>Refuses, with the code <c>time.order</c>, a time that is after another member; equal times are in order.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/> or <see cref="TimeOnly"/>.
    /// </typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.CreatedAt</c>; if it has no value, there is no order.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> is no member, or the member itself, or the type is no time.
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

    /// <summary>Refuses, with the code <c>time.future</c>, a time that has not come yet.</summary>
    /// <remarks>
    /// Compared with <see cref="RuleContext.Now"/> in UTC. A <see cref="DateTime"/> that does not say its kind is taken for
    /// UTC, and a local one is refused with the code <c>time.kind</c>. A <see cref="DateOnly"/> is compared with the date in
    /// UTC: where it stands for the date of people far in the east, allow up to 14 hours.
    /// </remarks>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="tolerance">How far ahead a time may be, for clocks that differ; by default not at all.</param>
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
