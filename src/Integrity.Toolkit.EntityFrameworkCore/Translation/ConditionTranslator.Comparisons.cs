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
                : throw CreateError(call, "is used as a number", "Compare it with 0, using <, <=, > or >=.");
        }

        if (operation is not (ExpressionType.Equal or ExpressionType.NotEqual))
        {
            return Relate(operation, $"{left} {Sign(operation)} {right}", left, right, sense);
        }

        var same = Equal(left, right, operation == ExpressionType.Equal ? sense : Flipped(sense));
        return operation == ExpressionType.Equal ? same.Same : same.Other ?? SqlPredicate.Not(same.Same);
    }

    /// <summary>Returns the equality of two values, and its opposite where that is shorter than a negation.</summary>
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

        // On PostgreSQL, NaN is greater than every number; in C#, every comparison with NaN is false.
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
                    SqlValueKind.Duration => "orders time spans, which are stored as texts in another order",
                    SqlValueKind.Opaque => "orders values that are stored in another form, whose order is unknown",
                    _ => "orders values that the database orders differently",
                },
                "Store the values as numbers, or compare them with == or a list of values.");
        }

        if (one.Form == SqlValueKind.Unsigned && !isConstant)
        {
            throw CreateError(
                part, "orders unsigned 64-bit numbers, which SQLite stores as signed numbers", "Change their type to long.");
        }

        // UTF-16 and UTF-8 have the same order below the surrogates, and in comparisons with a text without surrogates.
        if (one.Form == SqlValueKind.Text && !(isConstant && _constants.Value(right) is string text && text.All(letter => letter < '\ud800')))
        {
            throw CreateError(
                part,
                "orders texts, whose order differs between C# and the database beyond the basic multilingual plane",
                "Compare with a constant text.");
        }
    }

    /// <summary>
    /// Ensures that two non-constant values are stored in the same form, so that their stored values can be compared.
    /// </summary>
    private void EnsureComparable(SqlFragment one, SqlFragment other, Expression left, Expression right)
    {
        if (one.Form != other.Form || one.Storage != other.Storage || one.Form == SqlValueKind.Bytes)
        {
            throw CreateError(
                $"{left} and {right}",
                one.Form == SqlValueKind.Bytes
                    ? "are compared by reference in C#"
                    : $"are stored in different forms ({Kept(one)}, {Kept(other)})",
                "Use the same column type and conversion for both, or enforce the rule in SaveChanges only.");
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
                exception is NotSupportedException ? exception.Message : "cannot be converted to a value of the column",
                "Change the constant, or enforce the rule in SaveChanges only.");
        }
    }

    /// <summary>Makes a condition false, instead of null, for null operands.</summary>
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

    /// <summary>Returns the SQL for a null check; null if the value is never null.</summary>
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
