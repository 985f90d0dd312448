using Integrity.Toolkit;
using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Validation;
using Integrity.Toolkit.Versioning;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that enable the blocks of Integrity.Toolkit in <c>UseIntegrity(i => ...)</c>.
/// </summary>
public static class IntegrityOptionsBuilderExtensions
{
    /// <inheritdoc cref="SoftDeleteDbContextOptionsBuilderExtensions.UseSoftDelete(DbContextOptionsBuilder, Action{SoftDeleteOptionsBuilder}?)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <param name="configure">Configures soft delete. The default settings apply if omitted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseSoftDelete(
        this IntegrityOptionsBuilder builder, Action<SoftDeleteOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseSoftDelete(configure);
        return builder;
    }

    /// <inheritdoc cref="VersioningDbContextOptionsBuilderExtensions.UseVersioning(DbContextOptionsBuilder, Action{VersioningOptionsBuilder}?)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <param name="configure">Configures versioning. The default settings apply if omitted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseVersioning(
        this IntegrityOptionsBuilder builder, Action<VersioningOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseVersioning(configure);
        return builder;
    }

    /// <inheritdoc cref="TransitionsDbContextOptionsBuilderExtensions.UseTransitions(DbContextOptionsBuilder, Action{TransitionsOptionsBuilder}?)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <param name="configure">Configures transitions. The default settings apply if omitted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseTransitions(
        this IntegrityOptionsBuilder builder, Action<TransitionsOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseTransitions(configure);
        return builder;
    }

    /// <inheritdoc cref="ValidationDbContextOptionsBuilderExtensions.UseValidation(DbContextOptionsBuilder, Action{ValidationOptionsBuilder}?)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <param name="configure">Configures validation. The default settings apply if omitted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseValidation(
        this IntegrityOptionsBuilder builder, Action<ValidationOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseValidation(configure);
        return builder;
    }

    /// <inheritdoc cref="HooksDbContextOptionsBuilderExtensions.UseHooks(DbContextOptionsBuilder, Action{HooksOptionsBuilder}?)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <param name="configure">Configures hooks. The default settings apply if omitted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseHooks(
        this IntegrityOptionsBuilder builder, Action<HooksOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseHooks(configure);
        return builder;
    }

    /// <inheritdoc cref="ConstraintsDbContextOptionsBuilderExtensions.UseConstraints(DbContextOptionsBuilder)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseConstraints(this IntegrityOptionsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseConstraints();
        return builder;
    }

    /// <inheritdoc cref="IntegrityDbContextOptionsBuilderExtensions.UseDatabaseErrorTranslation(DbContextOptionsBuilder)" path="/summary|/remarks|/returns"/>
    /// <param name="builder">The builder of the context's blocks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IntegrityOptionsBuilder UseDatabaseErrorTranslation(this IntegrityOptionsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.OptionsBuilder.UseDatabaseErrorTranslation();
        return builder;
    }
}
