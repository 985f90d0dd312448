using System.Linq.Expressions;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Creates the rules for times.</summary>
internal static class TimeRules
{
    private static readonly Type[] Known = [typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly)];

    public static MemberRules<T, TValue> AddOrder<T, TValue>(
        MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other, ComparisonOperator @operator)
        where T : notnull
        where TValue : struct, IComparable<TValue>
    {
        var (value, member) = Compared<T, TValue, TValue>(rules, other);
        var rule = new ComparisonRule<T, TValue>(value, @operator);
        var kind = value is OtherValue<T, DateTime> time ? new TimeKindRule<T>(time) : null;

        return kind is null
            ? rules.Add(rule, DescribeOrder(rules, member, @operator))
            : rules.Add(
                (null, (RelativeRule<T, TValue>)(object)kind, DescribeKind(rules, member)),
                (null, rule, DescribeOrder(rules, member, @operator)));
    }

    public static MemberRules<T, TValue?> AddOrder<T, TValue>(
        MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other, ComparisonOperator @operator)
        where T : notnull
        where TValue : struct, IComparable<TValue>
    {
        var (value, member) = Compared<T, TValue?, TValue>(rules, other);
        var rule = new LiftedRelativeRule<T, TValue>(new ComparisonRule<T, TValue>(value, @operator));
        var kind = value is OtherValue<T, DateTime> time
            ? new LiftedRelativeRule<T, DateTime>(new TimeKindRule<T>(time))
            : null;

        return kind is null
            ? rules.Add(rule, DescribeOrder(rules, member, @operator))
            : rules.Add(
                (null, (RelativeRule<T, TValue?>)(object)kind, DescribeKind(rules, member)),
                (null, rule, DescribeOrder(rules, member, @operator)));
    }

    public static NotInFutureRule<T, TValue> NotInFuture<T, TValue, TMember>(
        MemberRules<T, TMember> rules, TimeSpan tolerance, Func<DateTimeOffset, TValue> latest)
        where T : notnull
        where TValue : struct, IComparable<TValue>
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (tolerance < TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"{rules.Place}: the tolerance {tolerance} is negative. Specify zero or more.", nameof(tolerance));
        }

        return new NotInFutureRule<T, TValue>(tolerance, latest);
    }

    public static RuleDescription DescribeFuture<T, TValue>(MemberRules<T, TValue> rules, TimeSpan tolerance)
        where T : notnull
        => rules.Describe(RuleKind.NotInFuture, RuleCodes.TimeFuture).With("tolerance", tolerance);

    public static RuleDescription DescribeUtc<T, TValue>(MemberRules<T, TValue> rules)
        where T : notnull
        => rules.Describe(RuleKind.TimeKind, RuleCodes.TimeKind, isAuxiliary: true);

    private static (OtherValue<T, TValue> Value, RuleMember Member) Compared<T, TMember, TValue>(
        MemberRules<T, TMember> rules, Expression<Func<T, TValue?>> other)
        where T : notnull
        where TValue : struct
    {
        var member = ComparisonRules.Member(rules, other);
        if (!Known.Contains(typeof(TValue)))
        {
            throw new ArgumentException(
                $"{rules.Place} is a {typeof(TValue).Name}, which is not a time type. Use AtLeast or AtMost.", nameof(other));
        }

        return (ComparisonRules.Other(other, member), member);
    }

    private static RuleDescription DescribeKind<T, TValue>(MemberRules<T, TValue> rules, RuleMember other)
        where T : notnull
        => rules.Describe(RuleKind.TimeKind, RuleCodes.TimeKind, other, isAuxiliary: true).With("other", other.Name);

    private static RuleDescription DescribeOrder<T, TValue>(
        MemberRules<T, TValue> rules, RuleMember other, ComparisonOperator @operator)
        where T : notnull
        => rules.Describe(RuleKind.Comparison, RuleCodes.TimeOrder, other)
            .With("operator", ComparisonRules.Sign(@operator))
            .With("other", other.Name);
}
