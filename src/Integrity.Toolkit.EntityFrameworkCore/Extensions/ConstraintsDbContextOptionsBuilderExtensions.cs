using Integrity.Toolkit.Constraints;
using Integrity.Toolkit.Constraints.Internal;
using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Switches constraints on for a context.
/// </summary>
public static class ConstraintsDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Lets the database hold what the model declares with <c>HasCheck</c>, <c>HasUnique</c> and the like, and makes every violation of the database an <see cref="Integrity.Toolkit.IntegrityUpdateException"/> that says which declaration, which entity and which members it is about.
    /// </summary>
    /// <remarks>
    /// Holds for <c>SaveChanges</c>, <c>ExecuteUpdate</c>, <c>ExecuteDelete</c>, raw SQL through EF Core, and commits. The exception of the provider is the inner exception. Guards and checks that other blocks declare do not need this switch.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Changes the defaults; see <see cref="ConstraintsOptionsBuilder"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseConstraints());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseConstraints(
        this DbContextOptionsBuilder optionsBuilder,
        Action<ConstraintsOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        var present = optionsBuilder.Options.FindExtension<ConstraintsOptionsExtension>();
        var builder = new ConstraintsOptionsBuilder(present?.Options ?? ConstraintsOptions.Default);
        configure?.Invoke(builder);

        IntegrityOptionsExtension.Configure(optionsBuilder, IntegrityOptions.Default with { ExplainsDatabase = true });
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new ConstraintsOptionsExtension(builder.Options));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseConstraints(DbContextOptionsBuilder, Action{ConstraintsOptionsBuilder}?)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseConstraints<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<ConstraintsOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseConstraints((DbContextOptionsBuilder)optionsBuilder, configure);
}
