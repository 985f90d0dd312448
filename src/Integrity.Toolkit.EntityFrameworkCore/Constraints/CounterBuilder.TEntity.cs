using System.Linq.Expressions;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Constraints.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says what the bounds of one counter are.
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

    /// <summary>Refuses what would bring the counter below a number, with the code of the counter and <c>.floor</c>.</summary>
    /// <param name="floor">The least value.</param>
    /// <returns>The same builder.</returns>
    public CounterBuilder<TEntity> WithMinimum(long floor) => Declare(_declaration.With(floor: floor));

    /// <summary>Refuses what would bring the counter above a number, with the code of the counter and <c>.ceiling</c>.</summary>
    /// <param name="ceiling">The greatest value.</param>
    /// <returns>The same builder.</returns>
    public CounterBuilder<TEntity> WithMaximum(long ceiling) => Declare(_declaration.With(ceiling: ceiling));

    /// <summary>
    /// Refuses what would bring the counter above another value of the same row, with the code of the counter and
    /// <c>.ceiling</c>.
    /// </summary>
    /// <param name="ceiling">The property with the greatest value; where it is empty there is none.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="ceiling"/> is not a property of the entity.</exception>
    public CounterBuilder<TEntity> WithMaximum(Expression<Func<TEntity, long?>> ceiling)
        => Declare(_declaration.With(ceilingProperty: ceiling.GetMemberName()));

    /// <summary>
    /// Leaves the CHECK constraints out: the bounds then hold for what goes through the toolkit, and for nothing else.
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
