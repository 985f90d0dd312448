using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Constraints.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Configures the bounds of a counter.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class CounterBuilder<TEntity>
    where TEntity : class
{
    private readonly IMutableEntityType _entityType;
    private CounterDeclaration _declaration;

    internal CounterBuilder(IMutableEntityType entityType, CounterDeclaration declaration)
    {
        _entityType = entityType;
        _declaration = declaration;
        ConstraintsConvention.Declare(entityType, declaration);
    }

    /// <summary>Rejects changes that would bring the counter below a value. The code ends in <c>.floor</c>.</summary>
    /// <param name="minimum">The minimum value.</param>
    /// <returns>The same builder.</returns>
    public CounterBuilder<TEntity> WithMinimum(long minimum) => Declare(_declaration.With(floor: minimum));

    /// <summary>Rejects changes that would bring the counter above a value. The code ends in <c>.ceiling</c>.</summary>
    /// <param name="maximum">The maximum value.</param>
    /// <returns>The same builder.</returns>
    public CounterBuilder<TEntity> WithMaximum(long maximum) => Declare(_declaration.With(ceiling: maximum));

    /// <summary>
    /// Rejects changes that would bring the counter above another value of the same row. The code ends in <c>.ceiling</c>.
    /// </summary>
    /// <param name="maximum">The property with the maximum value. If its value is null, there is no maximum.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="maximum"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="maximum"/> is not a property of the entity.</exception>
    public CounterBuilder<TEntity> WithMaximum(Expression<Func<TEntity, long?>> maximum)
        => Declare(_declaration.With(ceilingProperty: maximum.GetMemberName()));

    /// <summary>
    /// Omits the CHECK constraints. The bounds are then enforced only for changes made through the toolkit.
    /// </summary>
    /// <returns>The same builder.</returns>
    public CounterBuilder<TEntity> WithoutCheckConstraint() => Declare(_declaration.With(isChecked: false));

    private CounterBuilder<TEntity> Declare(CounterDeclaration declaration)
    {
        ConstraintsConvention.Replace(_entityType, _declaration, declaration);
        _declaration = declaration;
        return this;
    }
}
