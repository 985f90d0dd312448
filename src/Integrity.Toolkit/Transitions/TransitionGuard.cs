using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The condition under which a transition is permitted.
/// </summary>
/// <remarks>
/// The same expression is used in memory and in the database. It is compiled on the first call of <see cref="IsMet"/>.
/// </remarks>
public sealed class TransitionGuard
{
    private readonly EntityPredicate _predicate;

    private TransitionGuard(string code, LambdaExpression expression, bool isOpen, string? description)
    {
        Code = code;
        Description = description;
        IsOpen = isOpen;
        _predicate = new EntityPredicate(expression);
    }

    /// <summary>Gets the stable code of the violation that is reported if the condition is not met.</summary>
    public string Code { get; }

    /// <summary>Gets a readable description of the condition, or <see langword="null"/> if none is specified.</summary>
    public string? Description { get; }

    /// <summary>Gets the type of entity that the condition evaluates.</summary>
    internal Type EntityType => _predicate.EntityType;

    /// <summary>Gets the condition, a predicate of <see cref="EntityType"/>.</summary>
    /// <remarks>For an open guard, this is only the declared part of the condition.</remarks>
    internal LambdaExpression Expression => _predicate.Condition;

    /// <summary>
    /// Gets a value indicating whether the condition has more parts than <see cref="Expression"/>.
    /// </summary>
    /// <value><see langword="false"/> unless the guard was created by <see cref="Open"/> or declared as open.</value>
    /// <remarks>
    /// The table cannot evaluate the undeclared part: it permits the transition of an entity that meets
    /// <see cref="Expression"/>, and the caller is responsible for the rest.
    /// </remarks>
    public bool IsOpen { get; }

    /// <summary>Creates a guard from a predicate whose entity type is unknown at compile time.</summary>
    /// <param name="predicate">The condition, with one parameter of a reference type and a <see cref="bool"/> result.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="isOpen">Whether the condition has undeclared parts. The default is <see langword="false"/>.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <returns>The guard.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="predicate"/> is not a predicate of one entity.</exception>
    public static TransitionGuard Create(
        LambdaExpression predicate, string code, bool isOpen = false, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(code);

        return predicate.ReturnType == typeof(bool) && predicate.Parameters is [{ Type.IsValueType: false }]
            ? new TransitionGuard(code, predicate, isOpen, description)
            : throw new ArgumentException(
                $"Guard '{code}' must be a predicate of one entity, such as (Ticket x) => x.Priority > 1.",
                nameof(predicate));
    }

    /// <summary>Creates an open guard that has only a code: every entity meets it.</summary>
    /// <param name="code">The stable code of the condition, lower case and dotted.</param>
    /// <param name="description">A readable description of the condition for the violation message.</param>
    /// <returns>The guard.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is <see langword="null"/>.</exception>
    public static TransitionGuard Open(string code, string? description = null)
        => Create((object _) => true, code, isOpen: true, description);

    /// <summary>
    /// Returns whether an entity meets the condition.
    /// </summary>
    /// <remarks>Exceptions of the condition are not caught.</remarks>
    /// <param name="entity">The entity, of <see cref="EntityType"/> or a derived type.</param>
    /// <returns><see langword="true"/> if the condition is met.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="entity"/> is of an unrelated type.</exception>
    public bool IsMet(object entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (!EntityType.IsInstanceOfType(entity))
        {
            throw new ArgumentException(
                $"Guard '{Code}' applies to {EntityType.Name}, not to {entity.GetType().Name}.", nameof(entity));
        }

        return _predicate.IsMet(entity);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
