using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.Internal;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Configures a unique constraint.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class UniqueBuilder<TEntity>
    where TEntity : class
{
    private readonly UniqueConstraint _unique;

    internal UniqueBuilder(UniqueConstraint unique) => _unique = unique;

    /// <summary>
    /// Applies the constraint only to rows that meet a condition; other rows may have the same values. Conditions of several
    /// calls are combined with AND.
    /// </summary>
    /// <remarks>
    /// The condition has the same meaning in the database as in C#. A condition for which this is not possible throws when
    /// the model is built.
    /// </remarks>
    /// <param name="condition">The condition, such as <c>x => x.Status == Status.Assigned</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public UniqueBuilder<TEntity> WithFilter(Expression<Func<TEntity, bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);

        _unique.Conditions.Add(condition);
        return this;
    }

    /// <summary>Specifies the message of the violation. It is created when it is read, in the current culture.</summary>
    /// <param name="message">A function that creates the message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public UniqueBuilder<TEntity> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        _unique.Message.Text = message;
        return this;
    }
}
