using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Extension methods that compare a member with another member. The rules do not apply if either member is null.
/// </summary>
public static class ComparisonRuleExtensions
{
    /// <summary>Requires a value that is at least the value of another member. The code is <c>comparison</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.Limit</c>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> does not select a member, or selects the same member.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> AtLeast<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : class, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.AtLeast);

    /// <inheritdoc cref="AtLeast{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue> AtLeast<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.AtLeast);

    /// <inheritdoc cref="AtLeast{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue?> AtLeast<T, TValue>(
        this MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.AtLeast);

    /// <summary>Requires a value that is at most the value of another member. The code is <c>comparison</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.Limit</c>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> does not select a member, or selects the same member.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> AtMost<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : class, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.AtMost);

    /// <inheritdoc cref="AtMost{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue> AtMost<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.AtMost);

    /// <inheritdoc cref="AtMost{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue?> AtMost<T, TValue>(
        this MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.AtMost);

    /// <summary>Requires a value that is greater than the value of another member. The code is <c>comparison</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.Limit</c>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> does not select a member, or selects the same member.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> GreaterThan<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : class, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.GreaterThan);

    /// <inheritdoc cref="GreaterThan{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue> GreaterThan<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.GreaterThan);

    /// <inheritdoc cref="GreaterThan{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue?> GreaterThan<T, TValue>(
        this MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.GreaterThan);

    /// <summary>Requires a value that is less than the value of another member. The code is <c>comparison</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="other">The other member, such as <c>x => x.Limit</c>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="other"/> does not select a member, or selects the same member.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, TValue> LessThan<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : class, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.LessThan);

    /// <inheritdoc cref="LessThan{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue> LessThan<T, TValue>(
        this MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.LessThan);

    /// <inheritdoc cref="LessThan{T, TValue}(MemberRules{T, TValue}, Expression{Func{T, TValue}})"/>
    public static MemberRules<T, TValue?> LessThan<T, TValue>(
        this MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct, IComparable<TValue>
        => ComparisonRules.Add(rules, other, ComparisonOperator.LessThan);
}
