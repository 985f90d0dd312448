using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A predicate of one entity whose type is unknown at compile time.</summary>
internal sealed class EntityPredicate(LambdaExpression condition)
{
    private readonly Lazy<Func<object, bool>> _isMet = new(() => Compile(condition));

    public LambdaExpression Condition => condition;

    public Type EntityType => condition.Parameters[0].Type;

    public bool IsMet(object entity) => _isMet.Value(entity);

    private static Func<object, bool> Compile(LambdaExpression condition)
    {
        var (entity, typed) = (Expression.Parameter(typeof(object)), condition.Parameters[0]);
        var block = Expression.Block([typed], Expression.Assign(typed, Expression.Convert(entity, typed.Type)), condition.Body);

        return Expression.Lambda<Func<object, bool>>(block, entity).Compile();
    }
}
