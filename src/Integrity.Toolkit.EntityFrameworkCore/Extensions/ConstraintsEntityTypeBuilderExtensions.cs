using System.Linq.Expressions;
using Integrity.Toolkit.Constraints;
using Integrity.Toolkit.Constraints.Exclusion.Internal;
using Integrity.Toolkit.Constraints.Internal;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares what the database holds for an entity type.
/// </summary>
public static class ConstraintsEntityTypeBuilderExtensions
{
    /// <summary>
    /// Lets the database refuse rows that do not meet a condition, by a CHECK constraint, once <c>UseConstraints()</c> is called
    /// for the context.
    /// </summary>
    /// <remarks>
    /// The condition means in the database what it means in C#, for nulls too; where C# would throw, a value counts as null.
    /// Captured variables are constants of the day the model is built. What cannot be said exactly is refused when the model is
    /// built. The constraint comes with the next migration, which fails where rows break the condition.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>A builder for the details.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasCheck(x => x.ResolvedAt == null || x.CreatedAt &lt;= x.ResolvedAt, "ticket.times");
    /// </code>
    /// </example>
    public static CheckBuilder HasCheck<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, bool>> condition,
        string code)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        var members = ConditionPathFinder.Of(condition);
        var message = new DeclaredViolation(
            code,
            members,
            violation => $"{violation.Entity} does not meet the condition '{violation.Code}'. Correct {string.Join(", ", members)}.");
        ConstraintsConvention.Declare(builder.Metadata, new CheckConstraint(code, condition, members, message.CreateViolation));
        return new CheckBuilder(message);
    }

    /// <summary>
    /// Lets the database refuse a second row with the same values, by a unique index, once <c>UseConstraints()</c> is called for
    /// the context.
    /// </summary>
    /// <remarks>A row in which one of the values is null is never the second: databases take nulls for different ones.</remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="members">The members: <c>x => x.CaseId</c>, or <c>x => new { x.TenantId, x.Number }</c>.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>A builder for the details.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty, or <paramref name="members"/> names no members.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Review&gt;().HasUnique(x => x.CaseId, "review.one-active").WithFilter(x => x.Status == Status.Assigned);
    /// </code>
    /// </example>
    public static UniqueBuilder<TEntity> HasUnique<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, object?>> members,
        string code)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(members);

        var unique = new UniqueConstraint(code, members.GetMemberPaths());
        ConstraintsConvention.Declare(builder.Metadata, unique);
        return new UniqueBuilder<TEntity>(unique);
    }

    /// <summary>
    /// Lets the database refuse a row whose period overlaps that of another row with the same values, once
    /// <c>UseConstraints()</c> is called for the context.
    /// </summary>
    /// <remarks>
    /// On PostgreSQL an exclusion constraint, for which the extension <c>btree_gist</c> is created where it is missing; on SQLite
    /// triggers, which compare times by the millisecond, and are fast where an index begins with these members.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="members">The members: <c>x => x.RoomId</c>, or <c>x => new { x.TenantId, x.RoomId }</c>.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>A builder for the period, which must be named, and for conditions.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty, or <paramref name="members"/> names no members.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Booking&gt;().HasExclusion(x => x.RoomId, "room.booked-twice").WithPeriod(x => x.From, x => x.To);
    /// </code>
    /// </example>
    public static ExclusionBuilder<TEntity> HasExclusion<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        Expression<Func<TEntity, object?>> members,
        string code)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(members);

        var exclusion = new ExclusionConstraint(code, members.GetMemberPaths());
        ConstraintsConvention.Declare(builder.Metadata, exclusion);
        return new ExclusionBuilder<TEntity>(exclusion);
    }
}
