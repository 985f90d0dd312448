using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>
/// Translates a C# condition about one row of one table into SQL with the same result for every value.
/// </summary>
/// <remarks>
/// The SQL is true or false, and never null. Nulls are compared as in C#; an expression that throws in C#, such as the length
/// of a null, counts as null. A condition without an exact SQL equivalent throws.
/// </remarks>
internal sealed partial class ConditionTranslator
{
    private readonly LambdaExpression _condition;
    private readonly IReadOnlyEntityType _entityType;
    private readonly StoreObjectIdentifier _table;
    private readonly DatabaseDialect _dialect;
    private readonly string? _code;
    private readonly string _row;
    private readonly bool _isPostgres;
    private readonly ConditionConstantEvaluator _constants;
    private readonly ConditionMemberResolver _members;
    private readonly ConditionColumnTranslator _columns;
    private readonly HashSet<IReadOnlyProperty> _notNull = [];

    private ConditionTranslator(
        LambdaExpression condition,
        IReadOnlyEntityType entityType,
        StoreObjectIdentifier table,
        IColumnSql sql,
        string row,
        string? code)
    {
        _condition = condition;
        _entityType = entityType;
        _table = table;
        _dialect = sql.Dialect;
        _row = row;
        _code = code;
        _isPostgres = _dialect is PostgreSqlDialect;
        _constants = new ConditionConstantEvaluator(condition.Parameters[0], CreateError);
        _members = new ConditionMemberResolver(entityType, table, condition.Parameters[0], CreateError);
        _columns = new ConditionColumnTranslator(sql, table, row);
        Sql = sql;
    }

    private IColumnSql Sql { get; }

    /// <param name="condition">The condition about an entity, or about a base type of it.</param>
    /// <param name="entityType">The entity type.</param>
    /// <param name="table">The table with the columns.</param>
    /// <param name="sql">The names and types of the model's columns.</param>
    /// <param name="row">The prefix of each column: empty, <c>NEW.</c> or <c>OLD.</c>.</param>
    /// <param name="code">The code of the declaration, for messages.</param>
    /// <exception cref="InvalidOperationException">A part of the condition has no exact SQL equivalent.</exception>
    public static string Render(
        LambdaExpression condition,
        IReadOnlyEntityType entityType,
        StoreObjectIdentifier table,
        IColumnSql sql,
        string row = "",
        string? code = null)
        => RenderText(condition, entityType, table, sql, row, code).Text;

    /// <inheritdoc cref="Render"/>
    public static SqlPredicate RenderText(
        LambdaExpression condition,
        IReadOnlyEntityType entityType,
        StoreObjectIdentifier table,
        IColumnSql sql,
        string row,
        string? code)
        => new ConditionTranslator(condition, entityType, table, sql, row, code).Predicate(condition.Body, SqlSense.Loose);

    /// <summary>Whether all members of a condition are in one table.</summary>
    public static bool HasColumns(LambdaExpression condition, IReadOnlyEntityType entityType, StoreObjectIdentifier table)
        => new ConditionColumnFinder(entityType, table, condition.Parameters[0]).FindsAll(condition.Body);

    private SqlPredicate Predicate(Expression expression, SqlSense sense)
    {
        var part = Reduced(expression);
        if (_constants.IsConstant(part))
        {
            return _constants.Value(part) is bool value ? SqlPredicate.Of(value) : throw Unknown(part);
        }

        return part switch
        {
            UnaryExpression { NodeType: ExpressionType.Not } not => SqlPredicate.Not(Predicate(not.Operand, Flipped(sense))),
            BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both when IsBool(both)
                => SqlPredicate.And(Predicate(both.Left, sense), Knowing(both.Left, true, () => Predicate(both.Right, sense))),
            BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either when IsBool(either)
                => SqlPredicate.Or(Predicate(either.Left, sense), Knowing(either.Left, false, () => Predicate(either.Right, sense))),
            BinaryExpression { NodeType: ExpressionType.ExclusiveOr } xor when IsBool(xor)
                => Compare(ExpressionType.NotEqual, xor.Left, xor.Right, sense),
            BinaryExpression binary when IsComparison(binary.NodeType) => Compare(binary.NodeType, binary.Left, binary.Right, sense),
            ConditionalExpression conditional => Choice(conditional, sense),
            MemberExpression { Member: { Name: "HasValue" } member, Expression: { } owner } when IsNullable(member.DeclaringType)
                => IsNotNull(owner),
            MethodCallExpression call when !_members.IsPath(call) => Call(call, sense),
            TypeBinaryExpression { NodeType: ExpressionType.TypeIs } typed => IsOf(typed),
            _ => IsTrue(Scalar(part)),
        };
    }

    private SqlPredicate Choice(ConditionalExpression choice, SqlSense sense)
        => SqlPredicate.Or(
            SqlPredicate.And(
                Predicate(choice.Test, sense),
                Knowing(choice.Test, true, () => Predicate(choice.IfTrue, sense))),
            SqlPredicate.And(
                SqlPredicate.Not(Predicate(choice.Test, Flipped(sense))),
                Knowing(choice.Test, false, () => Predicate(choice.IfFalse, sense))));

    private SqlPredicate IsOf(TypeBinaryExpression typed)
        => typed.Expression.UnwrapConversions() == _condition.Parameters[0]
            ? RowTypeCondition.Of(_entityType, typed.TypeOperand, _table, Sql, _row) ?? throw CreateError(
                typed, "cannot be determined from the table", "Enforce the rule in SaveChanges only.")
            : throw Unknown(typed);

    /// <summary>Returns the condition for a boolean that is stored in a column or computed as a value.</summary>
    private static SqlPredicate IsTrue(SqlFragment term)
        => term.Form == SqlValueKind.Bool
            ? Guarded(SqlPredicate.Atom(term.Sql), term)
            : Guarded(SqlPredicate.Atom($"{term.Sql} = {term.Literal(true)}"), term);

    /// <summary>Translates a condition, given what the outcome of a previous condition implies about nulls.</summary>
    private SqlPredicate Knowing(Expression condition, bool outcome, Func<SqlPredicate> next)
    {
        var known = new List<IReadOnlyProperty>();
        Learn(condition, outcome, known);
        var added = known.Where(_notNull.Add).ToList();
        var text = next();
        _notNull.ExceptWith(added);
        return text;
    }

    private void Learn(Expression expression, bool outcome, List<IReadOnlyProperty> known)
    {
        switch (Reduced(expression))
        {
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                Learn(not.Operand, !outcome, known);
                break;
            case BinaryExpression { NodeType: ExpressionType.AndAlso } both when outcome:
                Learn(both.Left, true, known);
                Learn(both.Right, true, known);
                break;
            case BinaryExpression { NodeType: ExpressionType.OrElse } either when !outcome:
                Learn(either.Left, false, known);
                Learn(either.Right, false, known);
                break;
            case BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } equal
                when IsNull(equal.Right) && equal.NodeType == ExpressionType.Equal != outcome:
                Learn(equal.Left, known);
                break;
            case BinaryExpression { NodeType: ExpressionType.Equal } equal when outcome && _constants.IsConstant(equal.Right) && !IsNull(equal.Right):
                Learn(equal.Left, known);
                break;
            case BinaryExpression { NodeType: ExpressionType.LessThan or ExpressionType.LessThanOrEqual
                or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual } ordered when outcome:
                Learn(ordered.Left, known);
                Learn(ordered.Right, known);
                break;
            case MemberExpression { Member: { Name: "HasValue" } member, Expression: { } owner } when IsNullable(member.DeclaringType) && outcome:
                Learn(owner, known);
                break;
            case MethodCallExpression
            {
                Method.Name: nameof(string.IsNullOrEmpty) or nameof(string.IsNullOrWhiteSpace), Arguments: [var text],
            } when !outcome:
                Learn(text, known);
                break;
        }
    }

    private void Learn(Expression value, List<IReadOnlyProperty> known)
    {
        var part = Reduced(value);
        if (part is MemberExpression { Member: { Name: "Value" } member, Expression: { } owner } && IsNullable(member.DeclaringType))
        {
            part = Reduced(owner);
        }

        if (_members.IsPath(part) && part != _condition.Parameters[0])
        {
            known.Add(_members.Property(part));
        }
    }

    private bool IsNull(Expression expression)
        => _constants.IsConstant(expression) && _constants.Value(expression) is null;

    private static Expression Reduced(Expression expression)
    {
        var part = expression.UnwrapConversions();
        while (part is { NodeType: ExpressionType.Extension, CanReduce: true })
        {
            part = part.Reduce().UnwrapConversions();
        }

        return part;
    }

    private static bool IsBool(Expression expression) => expression.Type == typeof(bool);

    private static bool IsNullable(Type? type)
        => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Nullable<>);

    private static SqlSense Flipped(SqlSense sense) => sense switch
    {
        SqlSense.Loose => SqlSense.Strict,
        SqlSense.Strict => SqlSense.Loose,
        _ => sense,
    };

    private InvalidOperationException Unknown(Expression part)
        => CreateError(part, "has no exact SQL equivalent", "Rewrite it, or enforce the rule in SaveChanges only.");

    private InvalidOperationException CreateError(Expression part, string why, string remedy) => CreateError(part.ToString(), why, remedy);

    private InvalidOperationException CreateError(string part, string why, string remedy)
        => new($"{_entityType.ShortName()}{(_code is null ? "" : $" '{_code}'")}: the database cannot enforce '{_condition}', "
            + $"because '{part}' {why}. {remedy}");
}
