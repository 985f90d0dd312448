using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Describes a condition that holds for every entity in a state, however it came there.
/// </summary>
/// <remarks>One expression serves memory and database alike. It is compiled on the first call of <see cref="IsMet"/>.</remarks>
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

    /// <summary>Gets the stable code that a violation carries when the condition does not hold.</summary>
    public string Code { get; }

    /// <summary>Gets what the condition means, in words for the reader of a violation; none unless it was given.</summary>
    public string? Description { get; }

    /// <summary>Gets the type of entity the condition is about.</summary>
    internal Type EntityType => _predicate.EntityType;

    /// <summary>Gets the condition, a predicate of <see cref="EntityType"/>.</summary>
    internal LambdaExpression Expression => _predicate.Condition;

    /// <summary>
    /// Tells whether an entity meets the condition, whatever state it is in.
    /// </summary>
    /// <remarks>An exception of the condition itself is not caught.</remarks>
    /// <param name="entity">The entity, of <see cref="EntityType"/> or derived from it.</param>
    /// <returns><see langword="true"/> if the condition holds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="entity"/> is of another type.</exception>
    public bool IsMet(object entity)
    {
        ArgumentNullException.ThrowIfNull(entity);

        return EntityType.IsInstanceOfType(entity)
            ? _predicate.IsMet(entity)
            : throw new ArgumentException(
                $"Invariant '{Code}' is about {EntityType.Name}, not {entity.GetType().Name}.", nameof(entity));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ValueText.Of(State)}: {Code}";
}
