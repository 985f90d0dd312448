using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Describes the condition under which a transition is permitted.
/// </summary>
/// <remarks>
/// One expression serves memory and database alike. It is compiled on the first call of <see cref="IsMet"/>.
/// </remarks>
public sealed class TransitionGuard
{
    private readonly Func<object, bool> _isMet;

    private TransitionGuard(string code, Type entityType, LambdaExpression expression, Func<object, bool> isMet)
    {
        Code = code;
        EntityType = entityType;
        Expression = expression;
        _isMet = isMet;
    }

    /// <summary>Gets the stable code that a refusal carries when the condition does not hold.</summary>
    public string Code { get; }

    /// <summary>Gets the type of entity the condition is about.</summary>
    public Type EntityType { get; }

    /// <summary>Gets the condition, a predicate of <see cref="EntityType"/>.</summary>
    public LambdaExpression Expression { get; }

    /// <summary>
    /// Tells whether an entity meets the condition.
    /// </summary>
    /// <remarks>An exception of the condition itself is not caught.</remarks>
    /// <param name="entity">The entity, of <see cref="EntityType"/> or derived from it.</param>
    /// <returns><see langword="true"/> if the condition holds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="entity"/> is of another type.</exception>
    public bool IsMet(object entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (!EntityType.IsInstanceOfType(entity))
        {
            throw new ArgumentException(
                $"Guard '{Code}' is about {EntityType.Name}, not {entity.GetType().Name}.", nameof(entity));
        }

        return _isMet(entity);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

    internal static TransitionGuard Create<TEntity>(Expression<Func<TEntity, bool>> expression, string code)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(code);

        var compiled = new Lazy<Func<TEntity, bool>>(expression.Compile);

        return new TransitionGuard(code, typeof(TEntity), expression, entity => compiled.Value((TEntity)entity));
    }
}
