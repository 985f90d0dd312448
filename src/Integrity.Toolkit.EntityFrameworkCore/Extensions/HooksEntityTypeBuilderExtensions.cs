using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Declares hooks in a model.
/// </summary>
public static class HooksEntityTypeBuilderExtensions
{
    /// <summary>
    /// Calls a class of hooks for the entity type and those derived from it, once <c>UseHooks()</c> is called for the context.
    /// </summary>
    /// <typeparam name="THooks">The class, derived from <see cref="EntityHooks{TEntity}"/>.</typeparam>
    /// <param name="builder">The builder of the entity type.</param>
    /// <returns>A builder for the details.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
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
}
