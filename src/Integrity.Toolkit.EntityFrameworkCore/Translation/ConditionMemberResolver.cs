using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>Finds the column of a member in a condition.</summary>
internal sealed class ConditionMemberResolver(
    IReadOnlyEntityType entityType,
    StoreObjectIdentifier table,
    ParameterExpression row,
    Func<Expression, string, string, Exception> createError)
{
    /// <summary>Whether an expression is the row, or a member path from the row.</summary>
    public bool IsPath(Expression expression) => expression.UnwrapConversions() switch
    {
        ParameterExpression parameter => parameter == row,
        MemberExpression { Expression: { } owner, Member.DeclaringType: var type } => !IsNullable(type) && IsPath(owner) && !IsValue(owner),
        MethodCallExpression call when IsProperty(call) => IsPath(call.Arguments[0]),
        _ => false,
    };

    /// <summary>Returns the property at the end of a member path, which must have a column in the table.</summary>
    public IReadOnlyProperty Property(Expression expression)
    {
        var part = expression.UnwrapConversions();
        if (Parts(part) is not [.. var owners, var name])
        {
            throw createError(part, "is the row as a whole", "Use a member of the row.");
        }

        IReadOnlyTypeBase type = StartOf(part);
        foreach (var owner in owners)
        {
            type = Next(type, owner, part);
        }

        var property = type.FindProperty(name) ?? throw createError(
            part,
            type.FindComplexProperty(name) is not null || (type as IReadOnlyEntityType)?.FindNavigation(name) is not null
                ? "is an object of several columns, or of another row"
                : $"has no column: {type.ShortName()}.{name} is not mapped",
            "Use a mapped member with a single value.");
        if (IsJson(property.DeclaringType))
        {
            throw createError(part, "is stored in a JSON column", "Map it to columns, or enforce the rule in SaveChanges only.");
        }

        return property.GetColumnName(table) is not null ? property : throw createError(
            part,
            $"is not a column of the table {table.DisplayName()}",
            "A constraint covers one row of one table. Enforce the rule in SaveChanges only, or map the members to one table.");
    }

    /// <summary>Whether the value can be null, including because its owner can be missing.</summary>
    public bool CanBeNull(IReadOnlyProperty property) => property.IsColumnNullable(table);

    private static bool IsNullable(Type? type)
        => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Nullable<>);

    private static bool IsProperty(MethodCallExpression call)
        => call.Method.DeclaringType == typeof(EF) && call.Method.Name == nameof(EF.Property);

    private static bool IsJson(IReadOnlyTypeBase type)
        => type.GetContainerColumnName() is not null;

    /// <summary>
    /// Whether a path ends at a value, whose own members have no columns: the length of a text, the year of a time.
    /// </summary>
    private bool IsValue(Expression path)
        => Parts(path) is [.. var owners, var name] && owners.Aggregate(
            (IReadOnlyTypeBase?)StartOf(path.UnwrapConversions()),
            (type, owner) => type?.FindComplexProperty(owner)?.ComplexType
                ?? (IReadOnlyTypeBase?)(type as IReadOnlyEntityType)?.FindNavigation(owner)?.TargetEntityType)?.FindProperty(name) is not null;

    /// <summary>Returns the member names of a path, starting at the row.</summary>
    private List<string> Parts(Expression expression)
    {
        var names = new List<string>();
        for (var part = expression.UnwrapConversions(); part != row;)
        {
            (var owner, var name) = part switch
            {
                MemberExpression access => (access.Expression!, access.Member.Name),
                MethodCallExpression { Arguments: [var of, ConstantExpression { Value: string named }] } => (of, named),
                _ => throw createError(part, "is not a member of the row", "Write x => x.Member."),
            };
            names.Insert(0, name);
            part = owner.UnwrapConversions();
        }

        return names;
    }

    /// <summary>Returns the entity type of the row, which a cast may change to a derived type.</summary>
    private IReadOnlyEntityType StartOf(Expression part)
    {
        for (var next = part; next is not ParameterExpression;)
        {
            if (next is UnaryExpression { Operand: ParameterExpression } cast
                && entityType.Model.FindEntityType(cast.Type) is { } derived
                && entityType.IsAssignableFrom(derived))
            {
                return derived;
            }

            next = next switch
            {
                UnaryExpression unary => unary.Operand,
                MemberExpression { Expression: { } owner } => owner,
                MethodCallExpression call => call.Arguments[0],
                _ => row,
            };
        }

        return entityType;
    }

    private IReadOnlyTypeBase Next(IReadOnlyTypeBase type, string name, Expression part)
    {
        if (type.FindComplexProperty(name) is { IsCollection: false } complex)
        {
            return complex.ComplexType;
        }

        return (type as IReadOnlyEntityType)?.FindNavigation(name) switch
        {
            { IsCollection: false, TargetEntityType: var target } when target.IsOwned() => target,
            { } => throw createError(
                part,
                "is in another row",
                "A constraint covers one row. Enforce the rule in SaveChanges only, or store the required value in the row."),
            _ => throw createError(
                part,
                $"has no column: {type.ShortName()}.{name} is not mapped",
                "Map it, or enforce the rule in SaveChanges only."),
        };
    }
}
