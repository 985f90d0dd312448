using System.Linq.Expressions;
using Integrity.Toolkit.Constraints;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares counters in a model.
/// </summary>
public static class CountersEntityTypeBuilderExtensions
{
    /// <summary>
    /// Lets a number be counted up and down by many writers at once, within bounds, once <c>UseConstraints()</c> is called for
    /// the context.
    /// </summary>
    /// <remarks>
    /// The bounds are CHECK constraints too, which hold for every program; rows out of bounds stand in the way of the migration
    /// that adds them. What a version counts does not include the counter: it may change without the version. A value that the
    /// application assigns is written like any other, and refused before any SQL when it is out of bounds.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="counter">The counter: a property of type <see cref="short"/>, <see cref="int"/> or <see cref="long"/>.</param>
    /// <param name="code">The code of its violations, such as <c>engineer.workload</c>, to which the bound is added.</param>
    /// <returns>A builder for the bounds; without any, the type of the property is the bound.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="counter"/> is not a property of the entity, or <paramref name="code"/> is empty.
    /// </exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Engineer&gt;().HasCounter(x => x.Workload, "engineer.workload").WithMinimum(0).WithMaximum(x => x.Capacity);
    ///
    /// db.Entry(engineer).Increment(x => x.Workload);
    /// await db.SaveChangesAsync();
    /// </code>
    /// </example>
    public static CounterBuilder<TEntity> HasCounter<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, long>> counter,
        string code)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(code);

        return new CounterBuilder<TEntity>(builder.Metadata, new CounterDeclaration(counter.GetMemberName(), code));
    }
}
