using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.Exclusion.Internal;
using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Configures an exclusion constraint.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class ExclusionBuilder<TEntity>
    where TEntity : class
{
    private readonly ExclusionConstraint _exclusion;

    internal ExclusionBuilder(ExclusionConstraint exclusion) => _exclusion = exclusion;

    /// <summary>
    /// Specifies the period of a row. The start is inclusive and the end is exclusive, so a period can start where another
    /// ends.
    /// </summary>
    /// <remarks>
    /// A null start or end means that the period is unbounded on that side. A period that ends before it starts is empty and
    /// does not overlap any other; reject it with <c>HasCheck</c>.
    /// </remarks>
    /// <typeparam name="TValue">The type of both members: a date, a time, an integer or a decimal.</typeparam>
    /// <param name="from">The start.</param>
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
    /// Applies the constraint only to rows that meet a condition. Conditions of several calls are combined with AND.
    /// </summary>
    /// <remarks>
    /// The condition has the same meaning in the database as in C#. A condition for which this is not possible throws when
    /// the model is built.
    /// </remarks>
    /// <param name="condition">The condition, such as <c>x => x.CancelledAt == null</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public ExclusionBuilder<TEntity> WithFilter(Expression<Func<TEntity, bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);

        _exclusion.Conditions.Add(condition);
        return this;
    }

    /// <summary>Specifies the message of the violation. It is created when it is read, in the current culture.</summary>
    /// <param name="message">A function that creates the message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public ExclusionBuilder<TEntity> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        _exclusion.Message.Text = message;
        return this;
    }
}
