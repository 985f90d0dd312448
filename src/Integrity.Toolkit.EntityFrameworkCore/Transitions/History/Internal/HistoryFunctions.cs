using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Functions for queries about histories, whose keys only the model defines: <c>Translate</c> replaces them by properties of the
/// model before EF Core processes the query.
/// </summary>
internal static class HistoryFunctions
{
    /// <summary>Returns whether two rows belong to the same history.</summary>
    public static bool IsOfSameHistory(TransitionRecord row, TransitionRecord other) => throw Untranslated();

    /// <summary>Returns whether a row belongs to the history of an entity.</summary>
    public static bool Owns(object owner, TransitionRecord row) => throw Untranslated();

    /// <summary>
    /// Returns whether an entity is in the state in which a row ends, as the database compares the two columns.
    /// </summary>
    public static bool IsIn(object owner, TransitionRecord row) => throw Untranslated();

    /// <summary>Returns the sequence of an entity.</summary>
    public static int? SequenceOf(object owner) => throw Untranslated();

    /// <summary>Returns the key of an entity.</summary>
    public static object?[] KeyOf(object owner) => throw Untranslated();

    /// <summary>Returns the key of the entity of a row.</summary>
    public static object?[] OwnerKeyOf(TransitionRecord row) => throw Untranslated();

    /// <summary>Returns the key of an entity as text, as a shared history stores it.</summary>
    public static string KeyTextOf(object owner) => throw Untranslated();

    /// <summary>Returns the key of the entity of a row of a shared history, as text.</summary>
    public static string OwnerKeyTextOf(TransitionRecord row) => throw Untranslated();

    /// <summary>Replaces the functions in a query by properties of the model.</summary>
    public static IQueryable<T> Translate<T>(this IQueryable<T> query, TransitionsPlan plan)
        => query.Provider.CreateQuery<T>(new Translation(plan).Visit(query.Expression));

    /// <summary>Replaces the functions in a condition by properties of the model.</summary>
    public static Expression<Func<TransitionRecord, bool>> Translate(
        this Expression<Func<TransitionRecord, bool>> condition, TransitionsPlan plan)
        => (Expression<Func<TransitionRecord, bool>>)new Translation(plan).Visit(condition);

    private static InvalidOperationException Untranslated() => new("A query about histories was not translated.");

    private sealed class Translation(TransitionsPlan plan) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(HistoryFunctions))
            {
                return base.VisitMethodCall(node);
            }

            var arguments = node.Arguments.Select(Bare).ToList();
            var (first, history) = (arguments[0], plan.History);
            return node.Method.Name switch
            {
                nameof(IsOfSameHistory) => history.Copies
                    .Select(copy => Expression.Equal(
                        first.GetRowProperty(copy.Property), arguments[1].GetRowProperty(copy.Property)))
                    .Aggregate(Expression.AndAlso),
                nameof(Owns) => history.Copies
                    .Select(copy => Expression.Equal(copy.Value(first), arguments[1].GetRowProperty(copy.Property)))
                    .Aggregate(Expression.AndAlso),
                nameof(IsIn) => IsIn(first, Expression.Property(arguments[1], nameof(TransitionRecord.ToState))),
                nameof(SequenceOf) => first.GetRowProperty(plan.Sequence),
                nameof(KeyOf) => first.GetRowValues(history.OwnerKey),
                nameof(KeyTextOf) => history.Copies[0].Value(first),
                nameof(OwnerKeyTextOf) => first.GetRowProperty(history.Copies[0].Property),
                nameof(OwnerKeyOf) => first.GetRowValues(history.Copies.Select(copy => copy.Property)),
                _ => throw Untranslated(),
            };
        }

        private static Expression Bare(Expression argument)
            => argument is UnaryExpression { NodeType: ExpressionType.Convert } convert && convert.Type == typeof(object)
                ? convert.Operand
                : argument;

        /// <summary>
        /// If the history stores text, each state is compared with its text; all states outside the table compare as equal.
        /// </summary>
        private BinaryExpression IsIn(Expression owner, Expression toState)
        {
            var status = owner.GetRowProperty(plan.Status);
            if (!plan.History.HasStateTexts)
            {
                return Same(status, toState);
            }

            var states = plan.Table.States.Select(state => (
                Is: Same(status, Expression.Constant(state, plan.Status.ClrType)),
                IsText: Same(toState, Expression.Constant(StateText.Of(state))))).ToList();
            var isUnknown = states.Select(state => Expression.Not(Expression.OrElse(state.Is, state.IsText)));
            return Expression.OrElse(
                states.Select(state => Expression.AndAlso(state.Is, state.IsText)).Aggregate(Expression.OrElse),
                isUnknown.Aggregate<Expression>(Expression.AndAlso));
        }

        private static BinaryExpression Same(Expression left, Expression right)
            => Expression.Equal(Expression.Convert(left, typeof(object)), Expression.Convert(right, typeof(object)));
    }
}
