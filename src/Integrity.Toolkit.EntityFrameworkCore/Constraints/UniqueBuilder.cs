using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.Internal;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says more about values that only one row may have.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class UniqueBuilder<TEntity>
    where TEntity : class
{
    private readonly UniqueConstraint _unique;

    internal UniqueBuilder(UniqueConstraint unique) => _unique = unique;

    /// <summary>
    /// Concerns only rows that meet a condition: others may have the same values. With several calls all of the conditions.
    /// </summary>
    /// <remarks>The condition means in the database what it means in C#; one for which that is not possible is refused when the model is built.</remarks>
    /// <param name="condition">The condition, such as <c>x => x.Status == Status.Assigned</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public UniqueBuilder<TEntity> WithFilter(Expression<Func<TEntity, bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);

        _unique.Conditions.Add(condition);
        return this;
    }

    /// <summary>Gives what the database refuses a message of its own, made when it is read, in the culture of the reader.</summary>
    /// <param name="message">Makes the message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public UniqueBuilder<TEntity> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        _unique.Message.Text = message;
        return this;
    }
}
