using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>Finds the column that a part of a condition means.</summary>
internal sealed class ConditionMemberResolver(
    IReadOnlyEntityType entityType,
    StoreObjectIdentifier table,
    ParameterExpression row,
    Func<Expression, string, string, Exception> refuse)
{
    /// <summary>Whether a part is the row, or a way from it to a member.</summary>
    public bool IsPath(Expression expression) => expression.UnwrapConversions() switch
    {
        ParameterExpression parameter => parameter == row,
        MemberExpression { Expression: { } owner, Member.DeclaringType: var type } => !IsNullable(type) && IsPath(owner) && !IsValue(owner),
        MethodCallExpression call when IsProperty(call) => IsPath(call.Arguments[0]),
        _ => false,
    };

    /// <summary>The property at the end of a way, with a column in the table.</summary>
    public IReadOnlyProperty Property(Expression expression)
    {
        var part = expression.UnwrapConversions();
        if (Parts(part) is not [.. var owners, var name])
        {
            throw refuse(part, "is the row as a whole", "Name a member of it.");
        }

        IReadOnlyTypeBase type = StartOf(part);
        foreach (var owner in owners)
        {
            type = Next(type, owner, part);
        }

        var property = type.FindProperty(name) ?? throw refuse(
            part,
            type.FindComplexProperty(name) is not null || (type as IReadOnlyEntityType)?.FindNavigation(name) is not null
                ? "is an object of several columns, or of another row"
                : $"has no column: {type.ShortName()}.{name} is not mapped",
            "Name a mapped member that has a value of its own.");
        if (IsJson(property.DeclaringType))
        {
            throw refuse(part, "is kept inside a JSON column", "Map it to columns, or leave the rule to the save.");
        }

        return property.GetColumnName(table) is not null ? property : throw refuse(
            part,
            $"is not a column of the table {table.DisplayName()}",
            "A check sees one row of one table: leave the rule to the save, or map the members into one table.");
    }

    /// <summary>Whether the way leads through something that may be missing as a whole.</summary>
    public bool CanBeNull(IReadOnlyProperty property) => property.IsColumnNullable(table);

    private static bool IsNullable(Type? type)
        => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Nullable<>);

    private static bool IsProperty(MethodCallExpression call)
        => call.Method.DeclaringType == typeof(EF) && call.Method.Name == nameof(EF.Property);

    private static bool IsJson(IReadOnlyTypeBase type)
        => type.GetContainerColumnName() is not null;

    /// <summary>Whether a way ends at a value, whose own members are no columns: the length of a text, the year of a time.</summary>
    private bool IsValue(Expression path)
        => Parts(path) is [.. var owners, var name] && owners.Aggregate(
            (IReadOnlyTypeBase?)StartOf(path.UnwrapConversions()),
            (type, owner) => type?.FindComplexProperty(owner)?.ComplexType
                ?? (IReadOnlyTypeBase?)(type as IReadOnlyEntityType)?.FindNavigation(owner)?.TargetEntityType)?.FindProperty(name) is not null;

    /// <summary>The names on the way from the row.</summary>
    private List<string> Parts(Expression expression)
    {
        var names = new List<string>();
        for (var part = expression.UnwrapConversions(); part != row;)
        {
            (var owner, var name) = part switch
            {
                MemberExpression access => (access.Expression!, access.Member.Name),
                MethodCallExpression { Arguments: [var of, ConstantExpression { Value: string named }] } => (of, named),
                _ => throw refuse(part, "does not lead to a member of the row", "Write x => x.Member."),
            };
            names.Insert(0, name);
            part = owner.UnwrapConversions();
        }

        return names;
    }

    /// <summary>The type the row is seen as, which a cast may have made a derived one.</summary>
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
            { } => throw refuse(
                part, "is in another row", "A check sees one row: leave the rule to the save, or keep what it needs in the row."),
            _ => throw refuse(part, $"has no column: {type.ShortName()}.{name} is not mapped", "Map it, or leave the rule to the save."),
        };
    }
}
