using System.Linq.Expressions;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Creates the rules that compare two members.</summary>
internal static class ComparisonRules
{
    public static MemberRules<T, TValue> Add<T, TValue>(
        MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other, ComparisonOperator @operator)
        where T : notnull
        where TValue : class, IComparable<TValue>
    {
        var member = Member(rules, other);
        var value = new OtherValue<T, TValue>.Direct(MemberAccess.Reader(other, member.Info));

        return rules.Add(new ComparisonRule<T, TValue>(value, @operator), Describe(rules, member, @operator));
    }

    public static MemberRules<T, TValue> Add<T, TValue>(
        MemberRules<T, TValue> rules, Expression<Func<T, TValue?>> other, ComparisonOperator @operator)
        where T : notnull
        where TValue : struct, IComparable<TValue>
    {
        var member = Member(rules, other);

        return rules.Add(
            new ComparisonRule<T, TValue>(Other(other, member), @operator), Describe(rules, member, @operator));
    }

    public static MemberRules<T, TValue?> Add<T, TValue>(
        MemberRules<T, TValue?> rules, Expression<Func<T, TValue?>> other, ComparisonOperator @operator)
        where T : notnull
        where TValue : struct, IComparable<TValue>
    {
        var member = Member(rules, other);
        var rule = new ComparisonRule<T, TValue>(Other(other, member), @operator);

        return rules.Add(new LiftedRelativeRule<T, TValue>(rule), Describe(rules, member, @operator));
    }

    public static RuleMember Member<T, TValue, TOther>(MemberRules<T, TValue> rules, Expression<Func<T, TOther>> other)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);

        var info = MemberAccess.Of(other, rules.Rules.GetType().Name, nameof(other));
        if (info.Name == rules.Member.Name && !rules.IsForEachItem)
        {
            throw new ArgumentException($"{rules.Place} is compared with itself. Select another member.", nameof(other));
        }

        return rules.Rules.Member(info);
    }

    /// <summary>Distinguishes nullable members, which look the same in the expression.</summary>
    public static OtherValue<T, TValue> Other<T, TValue>(Expression<Func<T, TValue?>> other, RuleMember member)
        where T : notnull
        where TValue : struct
        => MemberAccess.Unwrapped(other.Body) is { } body && body.Type == typeof(TValue)
            ? new OtherValue<T, TValue>.Direct(
                MemberAccess.Reader(Expression.Lambda<Func<T, TValue>>(body, other.Parameters), member.Info))
            : new OtherNullableValue<T, TValue>(MemberAccess.Reader(other, member.Info));

    public static string Sign(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.AtLeast => ">=",
        ComparisonOperator.AtMost => "<=",
        ComparisonOperator.GreaterThan => ">",
        _ => "<",
    };

    private static RuleDescription Describe<T, TValue>(
        MemberRules<T, TValue> rules, RuleMember other, ComparisonOperator @operator)
        where T : notnull
        => rules.Describe(RuleKind.Comparison, RuleCodes.Comparison, other)
            .With("operator", Sign(@operator))
            .With("other", other.Name);
}
