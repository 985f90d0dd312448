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
