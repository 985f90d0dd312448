using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A predicate of one entity, of a type that is known only when it runs.</summary>
internal sealed class EntityPredicate(LambdaExpression expression)
{
    private readonly Lazy<Func<object, bool>> _isMet = new(() => Compile(expression));

    public LambdaExpression Expression => expression;

    public Type EntityType => expression.Parameters[0].Type;

    public bool IsMet(object entity) => _isMet.Value(entity);

    private static Func<object, bool> Compile(LambdaExpression predicate)
    {
        var entity = System.Linq.Expressions.Expression.Parameter(typeof(object));
        var typed = predicate.Parameters[0];
        var block = System.Linq.Expressions.Expression.Block(
            [typed],
            System.Linq.Expressions.Expression.Assign(
                typed, System.Linq.Expressions.Expression.Convert(entity, typed.Type)),
            predicate.Body);

        return System.Linq.Expressions.Expression.Lambda<Func<object, bool>>(block, entity).Compile();
    }
}
