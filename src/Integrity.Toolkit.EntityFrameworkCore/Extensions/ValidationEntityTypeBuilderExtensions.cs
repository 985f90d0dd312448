using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares rules in a model.
/// </summary>
public static class ValidationEntityTypeBuilderExtensions
{
    /// <summary>
    /// Holds an entity type, and those derived from it, to a set of rules once <c>UseValidation()</c> is called for the context.
    /// </summary>
    /// <remarks>The set is made once for the model, and serves all its contexts. An entity type can have several.</remarks>
    /// <typeparam name="TRules">The set, derived from <see cref="EntityRules{T}"/>.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for the details.</returns>
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
    /// Holds an entity type, and those derived from it, to a set of rules that was made with what it needs.
    /// </summary>
    /// <remarks>
    /// The model, and the set in it, serve all contexts of the same type and options: give it nothing that belongs to one.
    /// </remarks>
    /// <param name="builder">The builder of the entity type.</param>
    /// <param name="rules">The set.</param>
    /// <returns>A builder for the details.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ValidationBuilder HasRules(this EntityTypeBuilder builder, EntityRules rules)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(rules);

        return new ValidationBuilder(builder.Metadata, rules);
    }
}
