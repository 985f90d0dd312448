using System.Globalization;
using System.Linq.Expressions;

namespace Integrity.Toolkit.Translation;

internal sealed partial class ConditionTranslator
{
    /// <summary>The characters that C# treats as white space.</summary>
    private static readonly string White = string.Join(
        ", ", Enumerable.Range(char.MinValue, char.MaxValue + 1).Where(code => char.IsWhiteSpace((char)code))
            .Select(code => code.ToString(CultureInfo.InvariantCulture)));

    private static readonly string WhiteOnPostgres = string.Concat(
        Enumerable.Range(char.MinValue, char.MaxValue + 1).Where(code => char.IsWhiteSpace((char)code))
            .Select(code => $@"\u{code:X4}"));

    private SqlFragment LengthOf(SqlFragment text)
        => text.Form == SqlValueKind.Text && !text.IsConverted
            ? Whole($"{(_isPostgres ? "char_length" : "length")}({text.Sql})", text.CanBeNull) with { LengthOf = text.Sql }
            : throw CreateError(text.Sql, "is not stored as a text", "Enforce the rule in SaveChanges only.");

    /// <summary>
    /// Compares a length with a number. Databases count code points, whereas C# counts characters beyond the basic
    /// multilingual plane twice. A text with such a character may be longer in C# than in the database, and is accepted where
    /// that matters.
    /// </summary>
    private SqlPredicate Length(ExpressionType operation, SqlFragment length, string number, object? constant, SqlSense sense)
    {
        var plain = SqlPredicate.Atom($"{length.Sql} {Sign(operation)} {number}");
        return (sense, operation) switch
        {
            (SqlSense.Strict, ExpressionType.LessThan) => SqlPredicate.Not(Length(ExpressionType.GreaterThanOrEqual, length, number, constant, SqlSense.Loose)),
            (SqlSense.Strict, ExpressionType.LessThanOrEqual) => SqlPredicate.Not(Length(ExpressionType.GreaterThan, length, number, constant, SqlSense.Loose)),
            (SqlSense.Loose, ExpressionType.GreaterThan) when constant is not (<= 0) => SqlPredicate.Or(plain, Longer(">")),
            (SqlSense.Loose, ExpressionType.GreaterThanOrEqual) when constant is not (<= 1) => SqlPredicate.Or(plain, Longer(">=")),
            _ => plain,
        };

        SqlPredicate Longer(string sign) => SqlPredicate.And(SqlPredicate.Atom($"{Greatest(length)} {sign} {number}"), IsAstral(length.LengthOf!));
    }

    private SqlPredicate LengthIs(SqlFragment length, string number, SqlSense sense)
    {
        var plain = SqlPredicate.Atom($"{length.Sql} = {number}");
        return Guarded(
            sense == SqlSense.Loose
                ? SqlPredicate.Or(
                    plain,
                    SqlPredicate.And(
                        SqlPredicate.Atom($"{length.Sql} < {number}"),
                        SqlPredicate.Atom($"{Greatest(length)} >= {number}"),
                        IsAstral(length.LengthOf!)))
                : sense == SqlSense.Strict ? SqlPredicate.And(plain, SqlPredicate.Not(IsAstral(length.LengthOf!))) : plain,
            length);
    }

    /// <summary>Returns the greatest length that C# could count.</summary>
    private string Greatest(SqlFragment length)
        => _isPostgres ? $"2 * {length.Sql}" : $"length(CAST({length.LengthOf} AS BLOB))";

    /// <summary>
    /// Whether a text has a character that C# counts twice or, on SQLite, a null character, where counting stops.
    /// </summary>
    private SqlPredicate IsAstral(string text)
        => _isPostgres
            ? SqlPredicate.Atom($@"{text} ~ '[\U00010000-\U0010FFFF]'")
            : SqlPredicate.Or(
                SqlPredicate.Atom($"{text} GLOB '*[' || char(65536) || '-' || char(1114111) || ']*'"),
                SqlPredicate.Atom($"instr({text}, char(0)) > 0"));

    private SqlPredicate OrNull(Expression text, Func<string, string> condition)
    {
        var term = TextTerm(text);
        var body = SqlPredicate.Atom(condition(term.Sql));
        return term.CanBeNull ? SqlPredicate.Or(SqlPredicate.Atom($"{term.Tested} IS NULL"), body) : body;
    }

    private SqlFragment TextTerm(Expression text)
    {
        var term = Scalar(text);
        return term.Form is SqlValueKind.Text or SqlValueKind.Character && !term.IsConverted
            ? term
            : throw CreateError(text, "is not stored as a text", "Compare it with == or a list of values.");
    }

    private string Trimmed(string text, string how)
        => _isPostgres ? $"{(how == "trim" ? "btrim" : how)}({text}, E'{WhiteOnPostgres}')" : $"{how}({text}, char({White}))";

    /// <summary>Translates the trimming methods; returns null for other calls.</summary>
    private SqlFragment? Text(MethodCallExpression call)
    {
        if (call.Method.DeclaringType != typeof(string) || call.Arguments.Count > 0 || call.Object is null)
        {
            return null;
        }

        var how = call.Method.Name switch
        {
            nameof(string.Trim) => "trim",
            nameof(string.TrimStart) => "ltrim",
            nameof(string.TrimEnd) => "rtrim",
            _ => throw Cultural(call),
        };
        var term = TextTerm(call.Object);
        return new SqlFragment(Trimmed(term.Sql, how), SqlValueKind.Text, term.CanBeNull, text => SqlLiterals.Text(text, _isPostgres));
    }

    private SqlPredicate Search(MethodCallExpression call)
    {
        if (!Ordinal(call))
        {
            throw Cultural(call);
        }

        var (text, sought) = (Sought(call.Object!), Sought(call.Arguments[0]));
        var body = call.Method.Name switch
        {
            nameof(string.Contains) => _isPostgres ? $"strpos({text.Sql}, {sought.Sql}) > 0" : $"instr({text.Sql}, {sought.Sql}) > 0",
            nameof(string.StartsWith) => _isPostgres
                ? $"starts_with({text.Sql}, {sought.Sql})"
                : $"substr({text.Sql}, 1, length({sought.Sql})) = {sought.Sql}",
            _ => _isPostgres
                ? $"right({text.Sql}, char_length({sought.Sql})) = {sought.Sql}"
                : $"substr({text.Sql}, length({text.Sql}) - length({sought.Sql}) + 1) = {sought.Sql} AND length({text.Sql}) >= length({sought.Sql})",
        };

        return Guarded(body.Contains(" AND ", StringComparison.Ordinal) ? new SqlPredicate(body, SqlPrecedence.And) : SqlPredicate.Atom(body), text, sought);
    }

    private SqlFragment Sought(Expression part)
    {
        if (!_constants.IsConstant(part))
        {
            return TextTerm(part);
        }

        return _constants.Value(part)?.ToString() is { } text
            ? Plain(text, part)
            : throw CreateError(part, "is null", "Search for a text.");
    }

    private SqlPredicate Fits(MethodCallExpression call)
    {
        var number = Scalar(call.Arguments[0]);
        var (precision, scale) = ((int)_constants.Value(call.Arguments[1])!, (int)_constants.Value(call.Arguments[2])!);
        if (number is not { Form: SqlValueKind.Decimal, Property: not null, IsConverted: false })
        {
            throw CreateError(
                call,
                "counts the digits of a value that is not stored as a decimal",
                "Enforce the rule in SaveChanges only.");
        }

        var column = number.Tested;
        var point = $"instr({column} || '.', '.')";
        var body = _isPostgres
            ? $"trunc({column}, {scale}) = {column} AND abs({column}) < 1e{precision - scale}"
            : $"length(rtrim(substr({column} || '.', {point} + 1), '0.')) <= {scale}"
                + $" AND length(ltrim(substr({column}, 1, {point} - 1), '-0')) <= {precision - scale} AND {column} NOT GLOB '*[eE]*'";
        return Guarded(new SqlPredicate(body, SqlPrecedence.And), number);
    }
}
