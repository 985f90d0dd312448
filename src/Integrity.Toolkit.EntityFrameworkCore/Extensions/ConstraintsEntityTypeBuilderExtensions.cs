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
/// Declares database-enforced constraints of an entity type.
/// </summary>
public static class ConstraintsEntityTypeBuilderExtensions
{
    /// <summary>
    /// Adds a CHECK constraint that rejects rows that do not meet a condition. Requires <c>UseConstraints()</c>.
    /// </summary>
    /// <remarks>
    /// The condition has the same meaning in the database as in C#, including for nulls; where C# would throw, the value
    /// counts as null. Captured variables are evaluated once, when the model is built. A condition without an exact SQL
    /// equivalent throws when the model is built. The next migration adds the constraint, and fails if existing rows violate
    /// the condition.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>A builder for further configuration.</returns>
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
    /// Adds a unique index that rejects a second row with the same values. Requires <c>UseConstraints()</c>.
    /// </summary>
    /// <remarks>Rows in which one of the values is null never conflict, because databases treat nulls as distinct.</remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="members">The members: <c>x => x.CaseId</c>, or <c>x => new { x.TenantId, x.Number }</c>.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>A builder for further configuration.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="code"/> is empty, or <paramref name="members"/> does not name members.
    /// </exception>
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
    /// Rejects a row whose period overlaps the period of another row with the same values. Requires <c>UseConstraints()</c>.
    /// </summary>
    /// <remarks>
    /// On PostgreSQL, adds an exclusion constraint, and creates the extension <c>btree_gist</c> if it is missing. On SQLite,
    /// adds triggers, which compare times with millisecond precision and are fast if an index starts with these members.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="members">The members: <c>x => x.RoomId</c>, or <c>x => new { x.TenantId, x.RoomId }</c>.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>A builder for the period, which is required, and for filters.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="code"/> is empty, or <paramref name="members"/> does not name members.
    /// </exception>
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
