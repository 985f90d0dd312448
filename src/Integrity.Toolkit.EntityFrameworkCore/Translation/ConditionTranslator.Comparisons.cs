using System.Linq.Expressions;

namespace Integrity.Toolkit.Translation;

internal sealed partial class ConditionTranslator
{
    private static bool IsComparison(ExpressionType type) => type is ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan
        or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual;

    private SqlPredicate Compare(ExpressionType operation, Expression left, Expression right, SqlSense sense)
    {
        (left, right) = (Reduced(left), Reduced(right));
        if (_constants.IsConstant(left) && !_constants.IsConstant(right))
        {
            return Compare(Mirrored(operation), right, left, sense);
        }

        if (left is MethodCallExpression call && Ordered(call) is var (first, second))
        {
            return _constants.IsConstant(right) && _constants.Value(right) is 0 && operation is not (ExpressionType.Equal or ExpressionType.NotEqual)
                ? _constants.IsConstant(first) && !_constants.IsConstant(second)
                    ? Compare(Mirrored(operation), second, first, sense)
                    : Relate(operation, call.ToString(), first, second, sense)
                : throw CreateError(call, "is used as a number", "Compare it with 0 by <, <=, > or >=.");
        }

        if (operation is not (ExpressionType.Equal or ExpressionType.NotEqual))
        {
            return Relate(operation, $"{left} {Sign(operation)} {right}", left, right, sense);
        }

        var same = Equal(left, right, operation == ExpressionType.Equal ? sense : Flipped(sense));
        return operation == ExpressionType.Equal ? same.Same : same.Other ?? SqlPredicate.Not(same.Same);
    }

    /// <summary>Two values are equal; and how to say the opposite, where that is shorter than a negation.</summary>
    private (SqlPredicate Same, SqlPredicate? Other) Equal(Expression left, Expression right, SqlSense sense)
    {
        if (_constants.IsConstant(right))
        {
            var value = _constants.Value(right);
            if (value is null)
            {
                return Tested(left) is { } tested
                    ? (SqlPredicate.Atom($"{tested} IS NULL"), SqlPredicate.Atom($"{tested} IS NOT NULL"))
                    : (SqlPredicate.False, SqlPredicate.True);
            }

            if (value is bool truth && left.Type == typeof(bool))
            {
                var condition = Predicate(left, truth ? sense : Flipped(sense));
                return truth ? (condition, null) : (SqlPredicate.Not(condition), condition);
            }

            var term = Scalar(left);
            return term.LengthOf is not null ? (LengthIs(term, Constant(term, value, right), sense), null) : Equal(term, term with
            {
                Sql = Constant(term, value, right),
                CanBeNull = false,
                Property = null,
            });
        }

        var (one, other) = (Scalar(left), Scalar(right));
        EnsureComparable(one, other, left, right);
        return Equal(one, other);
    }

    private (SqlPredicate Same, SqlPredicate? Other) Equal(SqlFragment one, SqlFragment other)
    {
        if (one.CanBeNull && other.CanBeNull)
        {
            return IsFloating(one)
                ? (SqlPredicate.Or(
                    SqlPredicate.And(SqlPredicate.Atom($"{one.Tested} IS NULL"), SqlPredicate.Atom($"{other.Tested} IS NULL")),
                    Guarded(Numbers(SqlPredicate.Atom($"{one.Sql} = {other.Sql}"), one), one, other)), null)
                : (SqlPredicate.Atom(_dialect.Equals(one.Sql, other.Sql)), SqlPredicate.Atom(_dialect.Differs(one.Sql, other.Sql)));
        }

        var same = Guarded(Numbers(SqlPredicate.Atom($"{one.Sql} = {other.Sql}"), one), one, other);
        var nullable = one.CanBeNull ? one : other;
        return IsFloating(one) ? (same, null)
            : !nullable.CanBeNull ? (same, SqlPredicate.Atom($"{one.Sql} <> {other.Sql}"))
            : (same, SqlPredicate.Or(SqlPredicate.Atom($"{nullable.Tested} IS NULL"), SqlPredicate.Atom($"{one.Sql} <> {other.Sql}")));
    }

    private SqlPredicate Relate(ExpressionType operation, string part, Expression left, Expression right, SqlSense sense)
    {
        var one = Scalar(left);
        var isConstant = _constants.IsConstant(right);
        if (isConstant && _constants.Value(right) is null)
        {
            return SqlPredicate.False;
        }

        var other = isConstant
            ? one with { Sql = Constant(one, _constants.Value(right)!, right), CanBeNull = false, Property = null, LengthOf = null }
            : Scalar(right);
        if (!isConstant)
        {
            EnsureComparable(one, other, left, right);
        }

        if (one.LengthOf is not null && other.LengthOf is null)
        {
            return Guarded(Length(operation, one, other.Sql, _constants.IsConstant(right) ? _constants.Value(right) : null, sense), one, other);
        }

        if (other.LengthOf is not null && one.LengthOf is null)
        {
            return Guarded(Length(Mirrored(operation), other, one.Sql, null, sense), one, other);
        }

        EnsureOrder(part, one, isConstant, right);
        var sql = one.Form is SqlValueKind.Text or SqlValueKind.Character && _isPostgres
            ? $"{one.Sql}{(one.Sql.Contains(" COLLATE ", StringComparison.Ordinal) ? "" : " COLLATE \"C\"")} {Sign(operation)} {other.Sql}"
            : $"{one.Sql} {Sign(operation)} {other.Sql}";
        var body = SqlPredicate.Atom(sql);
        if (one.Form == SqlValueKind.Unsigned)
        {
            body = operation is ExpressionType.LessThan or ExpressionType.LessThanOrEqual
                ? SqlPredicate.And(SqlPredicate.Atom($"{one.Sql} >= 0"), body)
                : SqlPredicate.Or(SqlPredicate.Atom($"{one.Sql} < 0"), body);
        }

        // NaN is greater than every number on PostgreSQL, and compares with none in C#.
        var greater = operation is ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual ? one : other;
        return Guarded(greater == other && isConstant ? body : Numbers(body, greater), one, other);
    }

    private void EnsureOrder(string part, SqlFragment one, bool isConstant, Expression right)
    {
        if (!one.HasOrder)
        {
            throw CreateError(
                part,
                one.Form switch
                {
                    SqlValueKind.Duration => "puts lengths of time in an order, which are kept as texts in another order",
                    SqlValueKind.Opaque => "puts values in an order that are kept in another form, whose order is not known",
                    _ => "puts values in an order that the database orders differently",
                },
                "Keep them as numbers, or compare with == or with a list of values.");
        }

        if (one.Form == SqlValueKind.Unsigned && !isConstant)
        {
            throw CreateError(part, "puts numbers of 64 bits without a sign in an order, which SQLite keeps with one", "Make them long.");
        }

        // UTF-16 and UTF-8 order alike up to the surrogates, and whatever is compared with a text that has none.
        if (one.Form == SqlValueKind.Text && !(isConstant && _constants.Value(right) is string text && text.All(letter => letter < '\ud800')))
        {
            throw CreateError(part, "puts texts in an order that differs between C# and databases beyond the basic plane", "Compare with a constant text.");
        }
    }

    /// <summary>Whether two values that are no constants are kept alike, so that comparing what is kept compares them.</summary>
    private void EnsureComparable(SqlFragment one, SqlFragment other, Expression left, Expression right)
    {
        if (one.Form != other.Form || one.Storage != other.Storage || one.Form == SqlValueKind.Bytes)
        {
            throw CreateError(
                $"{left} and {right}",
                one.Form == SqlValueKind.Bytes
                    ? "are compared by reference in C#"
                    : $"are kept in different forms ({Kept(one)}, {Kept(other)})",
                "Give both the same column type and conversion, or leave the rule to the save.");
        }
    }

    private static string Kept(SqlFragment term) => term.Storage.Trim() is { Length: > 0 } storage ? storage : term.Form.ToString();

    private string Constant(SqlFragment like, object value, Expression part)
    {
        try
        {
            return like.Literal(value);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidCastException or OverflowException
            or FormatException or ArgumentException)
        {
            throw CreateError(
                part,
                exception is NotSupportedException ? exception.Message : "cannot be written as a value of the column",
                "Change the constant, or leave the rule to the save.");
        }
    }

    /// <summary>True or false also when an operand is null: then false.</summary>
    private static SqlPredicate Guarded(SqlPredicate body, params ReadOnlySpan<SqlFragment> operands)
    {
        var tested = new List<SqlPredicate>();
        foreach (var operand in operands)
        {
            if (operand.CanBeNull && operand.Property is null)
            {
                return SqlPredicate.Atom($"({body.Text}) IS TRUE");
            }

            if (operand.CanBeNull)
            {
                tested.Add(SqlPredicate.Atom($"{operand.Tested} IS NOT NULL"));
            }
        }

        return SqlPredicate.And([.. tested.Distinct(), body]);
    }

    private bool IsFloating(SqlFragment term) => _isPostgres && term.Form is SqlValueKind.Double or SqlValueKind.Single && _isPostgres;

    private SqlPredicate Numbers(SqlPredicate body, SqlFragment term)
        => IsFloating(term)
            ? SqlPredicate.And(body, SqlPredicate.Atom($"{term.Sql} <> 'NaN'"))
            : body;

    /// <summary>What to ask whether it is null; nothing for what never is.</summary>
    private string? Tested(Expression value)
    {
        var part = Reduced(value);
        if (!_members.IsPath(part))
        {
            return Scalar(part).Tested;
        }

        var property = _members.Property(part);
        return _members.CanBeNull(property) ? _columns.Term(property, canBeNull: true).Tested : null;
    }

    private SqlPredicate IsNotNull(Expression value) => Tested(value) is { } tested ? SqlPredicate.Atom($"{tested} IS NOT NULL") : SqlPredicate.True;

    private static ExpressionType Mirrored(ExpressionType operation) => operation switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => operation,
    };

    private static string Sign(ExpressionType operation) => operation switch
    {
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        _ => ">=",
    };
}
