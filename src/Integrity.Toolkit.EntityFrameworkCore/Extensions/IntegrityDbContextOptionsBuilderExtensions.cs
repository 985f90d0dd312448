using Integrity.Toolkit;
using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Metadata;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that enable the blocks of Integrity.Toolkit for a context.
/// </summary>
public static class IntegrityDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Enables soft delete, versioning, transitions, validation, hooks and constraints for the context, with their defaults.
    /// </summary>
    /// <remarks>
    /// A block applies only to the declarations in the model. To enable or configure individual blocks, pass a lambda or call
    /// their own methods, such as <c>UseSoftDelete()</c>. The methods can be combined in any order.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseIntegrity());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseIntegrity(this DbContextOptionsBuilder optionsBuilder)
        => optionsBuilder.UseIntegrity(
            i => i.UseSoftDelete().UseVersioning().UseTransitions().UseValidation().UseHooks().UseConstraints());

    /// <inheritdoc cref="UseIntegrity(DbContextOptionsBuilder)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseIntegrity<TContext>(this DbContextOptionsBuilder<TContext> optionsBuilder)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseIntegrity((DbContextOptionsBuilder)optionsBuilder);

    /// <summary>
    /// Enables only the blocks that the lambda configures.
    /// </summary>
    /// <remarks>
    /// To enable all blocks and configure one of them, call <c>UseIntegrity().UseSoftDelete(s => s.Observe())</c>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Enables and configures the blocks.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseIntegrity(i => i.UseSoftDelete(s => s.Observe()).UseVersioning()));
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseIntegrity(
        this DbContextOptionsBuilder optionsBuilder, Action<IntegrityOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        ArgumentNullException.ThrowIfNull(configure);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        configure(new IntegrityOptionsBuilder(optionsBuilder));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseIntegrity(DbContextOptionsBuilder, Action{IntegrityOptionsBuilder})"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseIntegrity<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder, Action<IntegrityOptionsBuilder> configure)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseIntegrity((DbContextOptionsBuilder)optionsBuilder, configure);

    /// <summary>
    /// Translates every error that the database reports into an <see cref="IntegrityUpdateException"/>, including those of foreign
    /// keys, unique indexes and columns that no block declares.
    /// </summary>
    /// <remarks>
    /// No other method of the toolkit enables it, because it changes the type and the message of exceptions that the application
    /// may already handle. The exception derives from <see cref="DbUpdateException"/>; the exception of the provider is its
    /// inner exception. Applies to <c>SaveChanges</c>, <c>ExecuteUpdate</c>, <c>ExecuteDelete</c>, raw SQL through EF Core, and
    /// commits. Violations of the declarations of a block are always translated.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    public static DbContextOptionsBuilder UseDatabaseErrorTranslation(this DbContextOptionsBuilder optionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        IntegrityOptionsExtension.Configure(optionsBuilder, IntegrityOptions.Default with { TranslatesAllErrors = true });
        return optionsBuilder;
    }

    /// <inheritdoc cref="UseDatabaseErrorTranslation(DbContextOptionsBuilder)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseDatabaseErrorTranslation<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseDatabaseErrorTranslation((DbContextOptionsBuilder)optionsBuilder);
}
