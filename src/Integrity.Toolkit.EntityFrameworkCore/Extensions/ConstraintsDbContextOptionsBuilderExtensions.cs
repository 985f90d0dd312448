using Integrity.Toolkit.Constraints.Internal;
using Integrity.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Enables constraints for a context.
/// </summary>
public static class ConstraintsDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Creates the database objects that the model declares with <c>HasCheck</c>, <c>HasUnique</c>, <c>HasExclusion</c>,
    /// <c>HasCounter</c> and <c>IsAppendOnly</c>, and translates each of their violations into an
    /// <see cref="Integrity.Toolkit.IntegrityUpdateException"/> that names the declaration, the entity and its members.
    /// </summary>
    /// <remarks>
    /// Applies to <c>SaveChanges</c>, <c>ExecuteUpdate</c>, <c>ExecuteDelete</c>, raw SQL through EF Core, and commits. The
    /// exception of the provider is the inner exception. Triggers and checks that other blocks declare do not require this
    /// method. To translate all other errors, such as those of foreign keys and of EF Core's unique indexes, call
    /// <see cref="IntegrityDbContextOptionsBuilderExtensions.UseDatabaseErrorTranslation(DbContextOptionsBuilder)"/>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseConstraints());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseConstraints(this DbContextOptionsBuilder optionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new ConstraintsOptionsExtension(ConstraintsOptions.Default));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseConstraints(DbContextOptionsBuilder)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseConstraints<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseConstraints((DbContextOptionsBuilder)optionsBuilder);
}
