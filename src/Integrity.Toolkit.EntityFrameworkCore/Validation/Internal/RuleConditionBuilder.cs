using System.Linq.Expressions;
using Integrity.Toolkit.Translation;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Builds the condition of a rule for translation: true if the rule is met or does not apply.</summary>
internal static class RuleConditionBuilder
{
    /// <param name="type">The type that the rule set applies to.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="createError">Creates the exception for a rule that cannot be a condition of one row.</param>
    public static LambdaExpression Of(Type type, RuleDescription rule, Func<string, Exception> createError)
    {
        if (WhyNot(rule) is { } why)
        {
            throw createError(why);
        }

        var row = Expression.Parameter(type, "x");
        var met = Met(rule, row, createError);
        foreach (var condition in rule.Conditions.Reverse())
        {
            met = Expression.OrElse(Expression.Not(About(row, condition)), met);
        }

        return Expression.Lambda(met, row);
    }

    private static string? WhyNot(RuleDescription rule) => rule switch
    {
        { Severity: ViolationSeverity.Warning } => "it is a warning, which does not reject a change",
        { IsForEachItem: true } => "it applies to the items of a collection",
        { Operation: EntityOperation.Create } => "it applies only to new rows (OnCreate), but a constraint applies to every row",
        { Operation: not null } => "it applies only to changes (OnUpdate), but a constraint applies to every row",
        { Kind: RuleKind.Nested } => "it applies to another object",
        { Kind: RuleKind.Email } => "the validation of an e-mail address cannot be translated to SQL",
        { Kind: RuleKind.NotInFuture } => "it uses the current time, which a constraint must not",
        { Kind: RuleKind.ChangedOnlyBy } => "it uses the actor, which is unknown in the database",
        { Kind: RuleKind.Exists } => "it applies to another row: add a foreign key to the model",
        { Kind: RuleKind.Unique } => "it applies to other rows: declare HasUnique(...) on the entity, with UseConstraints()",
        { Kind: RuleKind.TimeKind } => "it uses the kind of a time, which the database does not store",
        { Kind: RuleKind.Custom, Expression: null } => "its condition is code: declare it with Rule(x => ..., code) as an "
            + "expression",
        { Kind: RuleKind.Choice or RuleKind.Range } when rule.Arguments.TryGetValue("comparer", out var comparer)
            && !StringComparer.Ordinal.Equals(comparer) => "it compares text with a custom comparer",
        _ => null,
    };

    private static Expression Met(RuleDescription rule, ParameterExpression row, Func<string, Exception> createError)
    {
        if (rule.Kind == RuleKind.Custom)
        {
            return About(row, rule.Expression!);
        }

        var member = Expression.MakeMemberAccess(
            rule.Member!.Info.DeclaringType!.IsAssignableFrom(row.Type) ? row : Expression.Convert(row, rule.Member.Info.DeclaringType),
            rule.Member.Info);
        if (rule.Kind == RuleKind.Required)
        {
            return Required(member, rule.Arguments["allowEmpty"] is true);
        }

        var value = Nullable.GetUnderlyingType(member.Type) is null ? (Expression)member : Expression.Property(member, "Value");
        return rule.Kind switch
        {
            RuleKind.Length => OrNull(member, Length(rule, value)),
            RuleKind.Choice => OrNull(member, OneOf(value, (IEnumerable<object>)rule.Arguments["values"]!)),
            RuleKind.Defined => OrNull(member, rule.Arguments["flags"] is true
                ? Flags(value)
                : OneOf(value, Enum.GetValuesAsUnderlyingType(value.Type).Cast<object>().Distinct().Select(number => Enum.ToObject(value.Type, number)))),
            RuleKind.Range => OrNull(member, Between(rule, value, createError)),
            RuleKind.Precision => OrNull(member, Expression.Call(
                typeof(ColumnFunctions).GetMethod(nameof(ColumnFunctions.Fits))!,
                value,
                Expression.Constant(rule.Arguments["precision"]),
                Expression.Constant(rule.Arguments["scale"]))),
            RuleKind.Comparison => Compared(rule, row, member, value, createError),
            _ => throw createError($"{rule.Kind} has no SQL condition"),
        };
    }

    private static BinaryExpression Required(MemberExpression member, bool allowEmpty)
    {
        var there = Expression.NotEqual(Optional(member), Expression.Constant(null, Optional(member).Type));
        var type = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        return type == typeof(string) && !allowEmpty
            ? Expression.AndAlso(there, Expression.Not(Expression.Call(typeof(string), nameof(string.IsNullOrWhiteSpace), [], member)))
            : type == typeof(Guid)
                ? Expression.AndAlso(there, Expression.NotEqual(member, Expression.Convert(Expression.Constant(Guid.Empty), member.Type)))
                : there;
    }

    private static BinaryExpression Length(RuleDescription rule, Expression value)
    {
        var length = Expression.Property(value, nameof(string.Length));
        return rule.Arguments.TryGetValue("max", out var max)
            ? Expression.LessThanOrEqual(length, Expression.Constant(max))
            : Expression.GreaterThanOrEqual(length, Expression.Constant(rule.Arguments["min"]));
    }

    private static MethodCallExpression OneOf(Expression value, IEnumerable<object> values)
    {
        var all = values.ToArray();
        var typed = Array.CreateInstance(value.Type, all.Length);
        Array.Copy(all, typed, all.Length);
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [value.Type], Expression.Constant(typed), value);
    }

    /// <summary>Requires that only defined bits are set.</summary>
    private static BinaryExpression Flags(Expression value)
    {
        var type = Enum.GetUnderlyingType(value.Type);
        Expression known = Expression.Constant(Activator.CreateInstance(type), type);
        foreach (var number in Enum.GetValuesAsUnderlyingType(value.Type))
        {
            known = Expression.Or(known, Expression.Constant(number, type));
        }

        return Expression.Equal(
            Expression.And(Expression.Convert(value, type), Expression.Not(known)),
            Expression.Constant(Activator.CreateInstance(type), type));
    }

    private static Expression Between(RuleDescription rule, Expression value, Func<string, Exception> createError)
    {
        var isExclusive = rule.Arguments.ContainsKey("exclusive");
        Expression? inside = null;
        if (rule.Arguments.TryGetValue("min", out var min))
        {
            inside = Order(isExclusive ? ">" : ">=", value, Bound(min), createError);
        }

        if (rule.Arguments.TryGetValue("max", out var max))
        {
            var below = Order(isExclusive ? "<" : "<=", value, Bound(max), createError);
            inside = inside is null ? below : Expression.AndAlso(inside, below);
        }

        return inside!;

        Expression Bound(object? bound) => value.Type.IsInstanceOfType(bound)
            ? Expression.Constant(bound, value.Type)
            : throw createError($"its bound is a {bound?.GetType().Name}, but the member is a {value.Type.Name}");
    }

    private static Expression Compared(
        RuleDescription rule, ParameterExpression row, MemberExpression member, Expression value, Func<string, Exception> createError)
    {
        var info = rule.Members.First(other => other.Name == (string)rule.Arguments["other"]!).Info;
        var other = Expression.MakeMemberAccess(row, info);
        var second = Nullable.GetUnderlyingType(other.Type) is null ? (Expression)other : Expression.Property(other, "Value");
        return value.Type == second.Type
            ? OrNull(member, OrNull(other, Order((string)rule.Arguments["operator"]!, value, second, createError)))
            : throw createError($"the members are of different types ({value.Type.Name}, {second.Type.Name})");
    }

    private static BinaryExpression Order(string sign, Expression left, Expression right, Func<string, Exception> createError)
    {
        if (left.Type == typeof(string))
        {
            left = Expression.Call(typeof(string), nameof(string.CompareOrdinal), [], left, right);
            right = Expression.Constant(0);
        }
        else if (left.Type.IsEnum)
        {
            var number = Enum.GetUnderlyingType(left.Type);
            (left, right) = (Expression.Convert(left, number), Expression.Convert(right, number));
        }

        try
        {
            return sign switch
            {
                ">=" => Expression.GreaterThanOrEqual(left, right),
                "<=" => Expression.LessThanOrEqual(left, right),
                ">" => Expression.GreaterThan(left, right),
                _ => Expression.LessThan(left, right),
            };
        }
        catch (InvalidOperationException)
        {
            throw createError($"{left.Type.Name} can only be compared in memory");
        }
    }

    private static Expression OrNull(Expression member, Expression met)
        => member.Type.IsValueType && Nullable.GetUnderlyingType(member.Type) is null
            ? met
            : Expression.OrElse(Expression.Equal(member, Expression.Constant(null, member.Type)), met);

    private static Expression Optional(Expression member)
        => member.Type.IsValueType && Nullable.GetUnderlyingType(member.Type) is null
            ? Expression.Convert(member, typeof(Nullable<>).MakeGenericType(member.Type))
            : member;

    private static Expression About(ParameterExpression row, LambdaExpression condition)
        => new Replacement(condition.Parameters[0], row).Visit(condition.Body);

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
