using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Words for queries about histories, whose keys are not known while they are written: they become properties of the model
/// before EF Core sees the query.
/// </summary>
internal static class HistoryWords
{
    /// <summary>Two rows are of the same history.</summary>
    public static bool IsBeside(TransitionRecord row, TransitionRecord other) => throw Unread();

    /// <summary>A row is of the history of an entity.</summary>
    public static bool Owns(object owner, TransitionRecord row) => throw Unread();

    /// <summary>An entity is in the state that a row ends in, as the database compares the two columns.</summary>
    public static bool IsIn(object owner, TransitionRecord row) => throw Unread();

    /// <summary>The sequence that an entity has of its own.</summary>
    public static int? SequenceOf(object owner) => throw Unread();

    /// <summary>The key of an entity.</summary>
    public static object?[] KeyOf(object owner) => throw Unread();

    /// <summary>The key that a row has of its entity.</summary>
    public static object?[] OwnerOf(TransitionRecord row) => throw Unread();

    /// <summary>Says the query in terms of the model.</summary>
    public static IQueryable<T> In<T>(this IQueryable<T> query, TransitionsPlan plan)
        => query.Provider.CreateQuery<T>(new Reader(plan).Visit(query.Expression));

    private static InvalidOperationException Unread() => new("Words of a query that was not read.");

    private sealed class Reader(TransitionsPlan plan) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(HistoryWords))
            {
                return base.VisitMethodCall(node);
            }

            var arguments = node.Arguments.Select(Bare).ToList();
            var (first, history) = (arguments[0], plan.History);
            return node.Method.Name switch
            {
                nameof(IsBeside) => history.Key.Zip(history.Key, (left, right) => Same(first, left, arguments[1], right))
                    .Aggregate(Expression.AndAlso),
                nameof(Owns) => history.OwnerKey.Zip(history.Key, (left, right) => Same(first, left, arguments[1], right))
                    .Aggregate(Expression.AndAlso),
                nameof(IsIn) => Expression.Equal(
                    Expression.Convert(Read(first, plan.Status), typeof(object)),
                    Expression.Convert(Expression.Property(arguments[1], nameof(TransitionRecord.ToState)), typeof(object))),
                nameof(SequenceOf) => Read(first, plan.Sequence),
                nameof(KeyOf) => Values(first, history.OwnerKey),
                _ => Values(first, history.Key),
            };
        }

        private static Expression Bare(Expression argument)
            => argument is UnaryExpression { NodeType: ExpressionType.Convert } convert && convert.Type == typeof(object)
                ? convert.Operand
                : argument;

        private static BinaryExpression Same(Expression left, IProperty of, Expression right, IProperty with)
            => Expression.Equal(Read(left, of), Read(right, with));

        private static NewArrayExpression Values(Expression row, IReadOnlyList<IProperty> properties)
            => Expression.NewArrayInit(
                typeof(object), properties.Select(property => Expression.Convert(Read(row, property), typeof(object))));

        private static MethodCallExpression Read(Expression row, IProperty property)
            => Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));
    }
}
