using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that declare hooks in a model.
/// </summary>
public static class HooksEntityTypeBuilderExtensions
{
    /// <summary>
    /// Registers a hooks class for the entity type and its derived types, if <c>UseHooks()</c> is called for the context.
    /// </summary>
    /// <typeparam name="THooks">The hooks class, derived from <see cref="EntityHooks{TEntity}"/>.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for further configuration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
    /// <remarks>If the hooks are for another type, an exception is thrown when the model is built.</remarks>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasHooks&lt;TicketHooks&gt;();
    /// </code>
    /// </example>
    public static HooksBuilder HasHooks<THooks>(this EntityTypeBuilder builder)
        where THooks : EntityHooks
    {
        ArgumentNullException.ThrowIfNull(builder);

        return new HooksBuilder(builder.Metadata, HookDiscovery.Of(typeof(THooks)));
    }

    /// <summary>
    /// Calls a class of hooks for the entity type and those derived from it. The compiler checks that the class is for this type.
    /// </summary>
    /// <remarks>For a class whose hooks are for a base type or an interface, use <see cref="HasHooks{THooks}"/>.</remarks>
    /// <inheritdoc cref="HasHooks{THooks}" path="/returns|/exception[contains(@cref,'Null')]"/>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <typeparam name="THooks">The class, derived from <see cref="EntityHooks{TEntity}"/>.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasHooks&lt;Ticket, TicketHooks&gt;();
    /// </code>
    /// </example>
    public static HooksBuilder HasHooks<TEntity, THooks>(this EntityTypeBuilder<TEntity> builder)
        where TEntity : class
        where THooks : EntityHooks<TEntity>
        => builder.HasHooks<THooks>();
}
