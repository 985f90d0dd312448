using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that declare rules in a model.
/// </summary>
public static class ValidationEntityTypeBuilderExtensions
{
    /// <summary>
    /// Applies a rule set to an entity type and its derived types, if <c>UseValidation()</c> is called for the context.
    /// </summary>
    /// <remarks>The set is created once for the model and shared by all contexts. An entity type can have several sets.</remarks>
    /// <typeparam name="TRules">The rule set, derived from <see cref="EntityRules{T}"/>.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for further configuration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The declarations of the set contradict each other.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasRules&lt;TicketRules&gt;();
    /// </code>
    /// </example>
    public static ValidationBuilder HasRules<TRules>(this EntityTypeBuilder builder)
        where TRules : EntityRules, new()
        => HasRules(builder, new TRules());

    /// <summary>
    /// Applies the specified rule set to an entity type and its derived types.
    /// </summary>
    /// <remarks>
    /// The model and the rule set are shared by all contexts of the same type and options. Do not pass state of one context.
    /// </remarks>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="rules">The rule set.</param>
    /// <returns>A builder for further configuration.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ValidationBuilder HasRules(this EntityTypeBuilder builder, EntityRules rules)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(rules);

        return new ValidationBuilder(builder.Metadata, rules);
    }
}
