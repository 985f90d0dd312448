using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A condition that every entity in a state must meet, however it entered the state.
/// </summary>
/// <remarks>
/// The same expression is used in memory and in the database. It is compiled on the first call of <see cref="IsMet"/>.
/// </remarks>
public sealed class StateInvariant
{
    private readonly EntityPredicate _predicate;

    internal StateInvariant(object state, string code, LambdaExpression expression, string? description)
    {
        State = state;
        Code = code;
        Description = description;
        _predicate = new EntityPredicate(expression);
    }

    /// <summary>Gets the state.</summary>
    public object State { get; }

    /// <summary>Gets the stable code of the violation that is reported if the condition is not met.</summary>
    public string Code { get; }

    /// <summary>Gets a readable description of the condition, or <see langword="null"/> if none is specified.</summary>
    public string? Description { get; }

    /// <summary>Gets the type of entity that the condition evaluates.</summary>
    internal Type EntityType => _predicate.EntityType;

    /// <summary>Gets the condition, a predicate of <see cref="EntityType"/>.</summary>
    internal LambdaExpression Expression => _predicate.Condition;

    /// <summary>
    /// Returns whether an entity meets the condition, regardless of its state.
    /// </summary>
    /// <remarks>Exceptions of the condition are not caught.</remarks>
    /// <param name="entity">The entity, of <see cref="EntityType"/> or a derived type.</param>
    /// <returns><see langword="true"/> if the condition is met.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="entity"/> is of an unrelated type.</exception>
    public bool IsMet(object entity)
    {
        ArgumentNullException.ThrowIfNull(entity);

        return EntityType.IsInstanceOfType(entity)
            ? _predicate.IsMet(entity)
            : throw new ArgumentException(
                $"Invariant '{Code}' applies to {EntityType.Name}, not to {entity.GetType().Name}.", nameof(entity));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ValueText.Of(State)}: {Code}";
}
