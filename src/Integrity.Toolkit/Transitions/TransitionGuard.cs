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
    private readonly Lazy<Func<object, bool>> _isMet;

    private TransitionGuard(string code, LambdaExpression expression, bool isOpen)
    {
        Code = code;
        EntityType = expression.Parameters[0].Type;
        Expression = expression;
        IsOpen = isOpen;
        _isMet = new Lazy<Func<object, bool>>(() => Compile(expression));
    }

    /// <summary>Gets the stable code that a refusal carries when the condition does not hold.</summary>
    public string Code { get; }

    /// <summary>Gets the type of entity the condition is about.</summary>
    public Type EntityType { get; }

    /// <summary>Gets the condition, a predicate of <see cref="EntityType"/>.</summary>
    /// <remarks>Of an open guard it is the part that is known.</remarks>
    public LambdaExpression Expression { get; }

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
    /// <param name="code">The stable code of the refusal, lower case and dotted.</param>
    /// <param name="isOpen">Whether more has to hold than the predicate says.</param>
    /// <returns>The guard.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="predicate"/> is not a predicate of one entity.</exception>
    public static TransitionGuard Create(LambdaExpression predicate, string code, bool isOpen = false)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(code);

        return predicate.ReturnType == typeof(bool) && predicate.Parameters is [{ Type.IsValueType: false }]
            ? new TransitionGuard(code, predicate, isOpen)
            : throw new ArgumentException(
                $"Guard '{code}' must be a predicate of one entity, such as (Ticket x) => x.Priority > 1.",
                nameof(predicate));
    }

    /// <summary>Makes a guard of which the table knows no more than the code: every entity meets it.</summary>
    /// <param name="code">The stable code of the condition, lower case and dotted.</param>
    /// <returns>The guard.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is <see langword="null"/>.</exception>
    public static TransitionGuard Open(string code) => Create((object _) => true, code, isOpen: true);

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

        return _isMet.Value(entity);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

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
