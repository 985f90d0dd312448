using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Validation;
using Integrity.Toolkit.Validation.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that enable validation for a context.
/// </summary>
public static class ValidationDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Enables validation: every change is checked against the rules of its entity type, and a save with violations is rejected
    /// with one report.
    /// </summary>
    /// <remarks>
    /// Rules are declared with <c>HasRules</c>. They run before any SQL, after hooks and the changes of other blocks. On an
    /// update, only the rules of changed members run. <c>ExecuteUpdate</c> on entity types with rules is rejected unless the
    /// query calls <c>BypassIntegrity()</c>.
    /// </remarks>
    /// <param name="optionsBuilder">The builder being used to configure the context.</param>
    /// <param name="configure">Configures the defaults, see <see cref="ValidationOptionsBuilder"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="optionsBuilder"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// services.AddDbContext&lt;DeskContext&gt;(options => options
    ///     .UseNpgsql(connectionString)
    ///     .UseValidation());
    /// </code>
    /// </example>
    public static DbContextOptionsBuilder UseValidation(
        this DbContextOptionsBuilder optionsBuilder,
        Action<ValidationOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);

        var present = optionsBuilder.Options.FindExtension<ValidationOptionsExtension>();
        var builder = new ValidationOptionsBuilder(present?.Options ?? ValidationOptions.Default);
        configure?.Invoke(builder);

        IntegrityOptionsExtension.Configure(optionsBuilder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new ValidationOptionsExtension(builder.Options));

        return optionsBuilder;
    }

    /// <inheritdoc cref="UseValidation(DbContextOptionsBuilder, Action{ValidationOptionsBuilder}?)"/>
    /// <typeparam name="TContext">The type of context being configured.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseValidation<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<ValidationOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseValidation((DbContextOptionsBuilder)optionsBuilder, configure);
}
