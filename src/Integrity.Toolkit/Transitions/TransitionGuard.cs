using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Describes the condition under which a transition is permitted.
/// </summary>
/// <remarks>
/// One expression serves memory and database alike. It is compiled on the first call of <see cref="IsMet"/>.
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

    /// <summary>Gets the stable code that a violation carries when the condition does not hold.</summary>
    public string Code { get; }

    /// <summary>Gets what the condition means, in words for the reader of a violation; none unless it was given.</summary>
    public string? Description { get; }

    /// <summary>Gets the type of entity the condition is about.</summary>
    internal Type EntityType => _predicate.EntityType;

    /// <summary>Gets the condition, a predicate of <see cref="EntityType"/>.</summary>
    /// <remarks>Of an open guard it is the part that is known.</remarks>
    internal LambdaExpression Expression => _predicate.Condition;

    /// <summary>
    /// Gets a value indicating whether more has to hold than <see cref="Expression"/> says.
    /// </summary>
    /// <value><see langword="false"/> unless the guard was made by <see cref="Open"/> or declared open.</value>
    /// <remarks>
    /// The table cannot judge what it does not know: an entity that meets <see cref="Expression"/> may be moved, and
    /// whoever moves it answers for the rest.
    /// </remarks>
    public bool IsOpen { get; }

    /// <summary>Makes a guard from a predicate whose entity type is not known at compile time.</summary>
    /// <param name="predicate">The condition: one parameter of a reference type, a <see cref="bool"/> result.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <param name="isOpen">Whether more has to hold than the predicate says.</param>
    /// <param name="description">What the condition means, in words for the reader of a violation.</param>
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

    /// <summary>Makes a guard of which the table knows no more than the code: every entity meets it.</summary>
    /// <param name="code">The stable code of the condition, lower case and dotted.</param>
    /// <param name="description">What the condition means, in words for the reader of a violation.</param>
    /// <returns>The guard.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is <see langword="null"/>.</exception>
    public static TransitionGuard Open(string code, string? description = null)
        => Create((object _) => true, code, isOpen: true, description);

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

        return _predicate.IsMet(entity);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
