using System.Linq.Expressions;

namespace Integrity.Toolkit.Translation;

internal sealed partial class ConditionTranslator
{
    private SqlFragment Scalar(Expression expression)
    {
        var part = Reduced(expression);
        if (_constants.IsConstant(part))
        {
            return _constants.Value(part) is { } value
                ? Plain(value, part)
                : throw CreateError(part, "is null", "Compare with null using == or !=.");
        }

        if (_members.IsPath(part))
        {
            var property = _members.Property(part);
            if (_columns.Opaque(property) is { } type)
            {
                throw CreateError(
                    part,
                    $"is stored as {type}, which the database compares in its own way",
                    "Enforce the rule in SaveChanges only.");
            }

            var column = _columns.Term(property, _members.CanBeNull(property) && !_notNull.Contains(property));
            return IsBool(part) && column.Form != SqlValueKind.Bool
                ? new SqlFragment($"({IsTrue(column).Text})", SqlValueKind.Bool, false, Truth)
                : column;
        }

        return part switch
        {
            MemberExpression { Member: { Name: "Value" } member, Expression: { } owner } when IsNullable(member.DeclaringType) => Scalar(owner),
            MemberExpression { Member: { Name: nameof(string.Length) } member, Expression: { } text } when member.DeclaringType == typeof(string)
                => LengthOf(Scalar(text)),
            UnaryExpression { NodeType: ExpressionType.ArrayLength } length => BytesOf(length),
            UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion => Widened(conversion),
            UnaryExpression { NodeType: ExpressionType.Negate or ExpressionType.NegateChecked } negation => Negated(negation),
            BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } coalesce => Coalesced(coalesce),
            BinaryExpression { Method: null } binary when !IsBool(binary) && Arithmetic(binary) is { } computed => computed,
            BinaryExpression { Method: { } method } binary when method.DeclaringType == typeof(decimal) && Arithmetic(binary) is { } computed => computed,
            ConditionalExpression choice when !IsBool(choice) => Chosen(choice),
            MethodCallExpression call when Text(call) is { } text => text,
            MethodCallExpression { Method: { Name: "GetValueOrDefault" } method, Object: { } owner, Arguments: var given }
                when IsNullable(method.DeclaringType) => Coalesced(
                    owner, given is [var other] ? other : Expression.Constant(Activator.CreateInstance(owner.Type.UnwrapNullable()))),
            _ when IsBool(part) => new($"({Predicate(part, SqlSense.Neutral).Text})", SqlValueKind.Bool, false, Truth),
            _ => throw Unknown(part),
        };
    }

    private string Truth(object value) => _isPostgres ? (bool)value ? "TRUE" : "FALSE" : (bool)value ? "1" : "0";

    /// <summary>
    /// Returns a constant that is not compared with a column, so that its storage form follows from its type.
    /// </summary>
    private SqlFragment Plain(object value, Expression part)
    {
        var term = value switch
        {
            bool => new SqlFragment("", SqlValueKind.Bool, false, Truth),
            string => new SqlFragment("", SqlValueKind.Text, false, text => SqlLiterals.Text(text, _isPostgres)),
            decimal => new SqlFragment("", SqlValueKind.Decimal, false, DecimalLiteral),
            double => new SqlFragment("", SqlValueKind.Double, false, _isPostgres ? SqlLiterals.DoubleOnPostgres : SqlLiterals.DoubleOnSqlite),
            _ when value.GetType().IsInteger() && value is not ulong => Whole(""),
            _ => throw CreateError(
                part, "is used where its form in the database is unknown", "Compare it with a member directly."),
        };

        return term with { Sql = Constant(term, value, part) };
    }

    private string DecimalLiteral(object value) => _isPostgres ? SqlLiterals.Decimal(value) : SqlLiterals.DecimalAsDouble(value);

    private static SqlFragment Whole(string sql, bool canBeNull = false) => new(sql, SqlValueKind.Integer, canBeNull, SqlLiterals.Integer);

    private SqlFragment BytesOf(UnaryExpression length)
    {
        var bytes = Scalar(length.Operand);
        return bytes.Form == SqlValueKind.Bytes
            ? Whole(_isPostgres ? $"octet_length({bytes.Sql})" : $"length({bytes.Sql})", bytes.CanBeNull)
            : throw Unknown(length);
    }

    private SqlFragment Widened(UnaryExpression conversion)
    {
        var term = Scalar(conversion.Operand);
        var (from, to) = (conversion.Operand.Type.UnwrapNullable(), conversion.Type.UnwrapNullable());
        if (term.Form == SqlValueKind.Integer && from.IsWider(to))
        {
            return term with { Literal = SqlLiterals.Integer, Storage = "" };
        }

        if (term.Form == SqlValueKind.Integer && to == typeof(decimal))
        {
            return term with { Form = SqlValueKind.Decimal, Literal = DecimalLiteral, Storage = "" };
        }

        if (to == typeof(double)
            && (term.Form == SqlValueKind.Single
                || (term.Form == SqlValueKind.Integer
                    && (from.IsWider(typeof(int)) || from.IsWider(typeof(uint))))))
        {
            return term with
            {
                Sql = _isPostgres ? $"CAST({term.Sql} AS double precision)" : term.Sql,
                Form = SqlValueKind.Double,
                Literal = _isPostgres ? SqlLiterals.DoubleOnPostgres : SqlLiterals.DoubleOnSqlite,
                Storage = "",
            };
        }

        throw CreateError(
            conversion,
            $"converts a {from.Name} to a {to.Name}, which rounds or truncates",
            "Compare values of one type.");
    }

    private SqlFragment Negated(UnaryExpression negation)
    {
        var term = Scalar(negation.Operand);
        EnsureComputable(negation, term, negation.Type);
        return term.Form == SqlValueKind.Integer
            ? Whole(_isPostgres ? $"(-CAST({term.Sql} AS numeric))" : $"(-{term.Sql})", term.CanBeNull)
            : Computed(term, $"(-{term.Sql})", term.CanBeNull);
    }

    private SqlFragment? Arithmetic(BinaryExpression binary)
    {
        if (binary.NodeType is not (ExpressionType.Add or ExpressionType.AddChecked or ExpressionType.Subtract or ExpressionType.SubtractChecked
            or ExpressionType.Multiply or ExpressionType.MultiplyChecked or ExpressionType.Divide or ExpressionType.Modulo
            or ExpressionType.And or ExpressionType.Or))
        {
            return null;
        }

        var (one, other) = Operands(binary.Left, binary.Right);
        EnsureComputable(binary, one, binary.Type);
        EnsureComputable(binary, other, binary.Type);
        if (one.Form != other.Form)
        {
            throw Unknown(binary);
        }

        var canBeNull = one.CanBeNull || other.CanBeNull;
        var isWhole = one.Form == SqlValueKind.Integer;
        if (binary.NodeType is ExpressionType.And or ExpressionType.Or)
        {
            return isWhole
                ? Whole($"({one.Sql} {(binary.NodeType == ExpressionType.And ? "&" : "|")} {other.Sql})", canBeNull)
                : throw Unknown(binary);
        }

        if (binary.NodeType is ExpressionType.Divide or ExpressionType.Modulo)
        {
            // C# throws if the divisor is 0, which counts as null.
            var isDivision = binary.NodeType == ExpressionType.Divide;
            return isWhole || (one.Form == SqlValueKind.Decimal && !isDivision)
                ? Computed(
                    one,
                    _isPostgres
                        ? $"{(isDivision ? "div" : "mod")}(CAST({one.Sql} AS numeric), NULLIF({other.Sql}, 0))"
                        : $"({one.Sql} {(isDivision ? "/" : "%")} {other.Sql})",
                    canBeNull: true)
                : throw CreateError(binary, "rounds differently in the database", "Multiply the other side instead.");
        }

        var sign = binary.NodeType switch
        {
            ExpressionType.Add or ExpressionType.AddChecked => "+",
            ExpressionType.Subtract or ExpressionType.SubtractChecked => "-",
            _ => "*",
        };

        // PostgreSQL raises an error for an integer overflow, even if the result is not used.
        var first = _isPostgres && isWhole ? $"CAST({one.Sql} AS numeric)" : one.Sql;
        return Computed(one, $"({first} {sign} {other.Sql})", canBeNull);
    }

    private SqlFragment Computed(SqlFragment like, string sql, bool canBeNull) => like.Form switch
    {
        SqlValueKind.Integer => Whole(sql, canBeNull),
        SqlValueKind.Decimal => new(sql, SqlValueKind.Decimal, canBeNull, DecimalLiteral),
        _ => new(sql, SqlValueKind.Double, canBeNull, _isPostgres ? SqlLiterals.DoubleOnPostgres : SqlLiterals.DoubleOnSqlite),
    };

    private void EnsureComputable(Expression part, SqlFragment term, Type type)
    {
        var plain = type.UnwrapNullable();
        if (term.IsConverted || term.Form is not (SqlValueKind.Integer or SqlValueKind.Decimal or SqlValueKind.Double))
        {
            throw CreateError(
                part,
                "computes with values that are stored in another form",
                "Compare the members themselves, or enforce the rule in SaveChanges only.");
        }

        if (term.Form == SqlValueKind.Decimal && !_isPostgres)
        {
            throw CreateError(
                part,
                "computes with decimals, which SQLite rounds: in SQLite, 0.1 + 0.2 is not 0.3",
                "Store them as whole numbers of the smallest unit, or enforce the rule in SaveChanges only.");
        }

        if (plain.IsInteger() && !plain.IsSigned()
            && part.NodeType is ExpressionType.Subtract or ExpressionType.SubtractChecked)
        {
            throw CreateError(
                part, "is never negative in C#, because unsigned numbers wrap around", "Add to the other side instead.");
        }
    }

    /// <summary>Returns two operands. A constant is converted to the form in which the other operand is stored.</summary>
    private (SqlFragment One, SqlFragment Other) Operands(Expression left, Expression right)
    {
        if (_constants.IsConstant(right) && _constants.Value(right) is { } second)
        {
            var term = Scalar(left);
            return (term, term with { Sql = Constant(term, second, right), CanBeNull = false, Property = null, LengthOf = null });
        }

        if (_constants.IsConstant(left) && _constants.Value(left) is { } first)
        {
            var term = Scalar(right);
            return (term with { Sql = Constant(term, first, left), CanBeNull = false, Property = null, LengthOf = null }, term);
        }

        return (Scalar(left), Scalar(right));
    }

    private SqlFragment Coalesced(BinaryExpression coalesce) => Coalesced(coalesce.Left, coalesce.Right);

    private SqlFragment Coalesced(Expression left, Expression right)
    {
        var (one, other) = Operands(left, right);
        EnsureComparable(one, other, left, right);
        return one with { Sql = $"coalesce({one.Sql}, {other.Sql})", CanBeNull = other.CanBeNull, Property = null, LengthOf = null };
    }

    private SqlFragment Chosen(ConditionalExpression choice)
    {
        var test = Predicate(choice.Test, SqlSense.Neutral).Text;
        if (IsNull(choice.IfTrue) || IsNull(choice.IfFalse))
        {
            var (value, whenTrue) = IsNull(choice.IfFalse) ? (Scalar(choice.IfTrue), true) : (Scalar(choice.IfFalse), false);
            return value with
            {
                Sql = $"CASE WHEN {(whenTrue ? test : $"NOT ({test})")} THEN {value.Sql} END",
                CanBeNull = true,
                Property = null,
                LengthOf = null,
            };
        }

        var (one, other) = Operands(choice.IfTrue, choice.IfFalse);
        EnsureComparable(one, other, choice.IfTrue, choice.IfFalse);
        return one with
        {
            Sql = $"CASE WHEN {test} THEN {one.Sql} ELSE {other.Sql} END",
            CanBeNull = one.CanBeNull || other.CanBeNull,
            Property = null,
            LengthOf = null,
        };
    }
}
