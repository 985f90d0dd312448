using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.Exclusion.Internal;
using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says more about rows that exclude each other.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class ExclusionBuilder<TEntity>
    where TEntity : class
{
    private readonly ExclusionConstraint _exclusion;

    internal ExclusionBuilder(ExclusionConstraint exclusion) => _exclusion = exclusion;

    /// <summary>
    /// Names the period of a row: its beginning belongs to it, and its end does not, so that one can begin where another ends.
    /// </summary>
    /// <remarks>
    /// No value means that there is no beginning, or no end. A period that ends before it begins is empty and excludes nothing:
    /// refuse it with <c>HasCheck</c>.
    /// </remarks>
    /// <typeparam name="TValue">The type of both: a date, a time, or a number without or with decimals.</typeparam>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An argument is not a property of the entity.</exception>
    public ExclusionBuilder<TEntity> WithPeriod<TValue>(
        Expression<Func<TEntity, TValue>> from,
        Expression<Func<TEntity, TValue>> to)
    {
        (_exclusion.From, _exclusion.To) = (from.GetMemberName(), to.GetMemberName());
        return this;
    }

    /// <summary>
    /// Concerns only rows that meet a condition. With several calls all of the conditions.
    /// </summary>
    /// <remarks>The condition means in the database what it means in C#; one for which that is not possible is refused when the model is built.</remarks>
    /// <param name="condition">The condition, such as <c>x => x.CancelledAt == null</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public ExclusionBuilder<TEntity> WithFilter(Expression<Func<TEntity, bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);

        _exclusion.Conditions.Add(condition);
        return this;
    }

    /// <summary>Gives what the database refuses a message of its own, made when it is read, in the culture of the reader.</summary>
    /// <param name="message">Makes the message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public ExclusionBuilder<TEntity> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        _exclusion.Message.Text = message;
        return this;
    }
}
