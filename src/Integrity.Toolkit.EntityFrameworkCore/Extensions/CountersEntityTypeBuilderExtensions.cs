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
    /// Declares a counter that many writers can increment and decrement concurrently, within bounds. Requires
    /// <c>UseConstraints()</c>.
    /// </summary>
    /// <remarks>
    /// The bounds are also CHECK constraints, which apply to every program. The migration that adds them fails if existing
    /// rows are out of bounds. The counter is excluded from the version: it can change without a new version. A value that
    /// the application assigns is saved like any other, and is rejected before any SQL if it is out of bounds.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="counter">The counter: a property of type <see cref="short"/>, <see cref="int"/> or <see cref="long"/>.</param>
    /// <param name="code">The prefix of the violation codes, such as <c>engineer.workload</c>; the bound is appended.</param>
    /// <returns>A builder for the bounds. Without bounds, the range of the property's type applies.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
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
