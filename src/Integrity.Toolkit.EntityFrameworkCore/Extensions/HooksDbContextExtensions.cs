using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Runtime;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that suppress and describe the hooks of a context.
/// </summary>
public static class HooksDbContextExtensions
{
    /// <summary>
    /// Suppresses all hooks for the saves of a context until the scope is disposed.
    /// </summary>
    /// <inheritdoc cref="SuppressHooks{THooks}(DbContext)"/>
    public static IDisposable SuppressHooks(this DbContext context) => Suppress(context, typeof(EntityHooks), "All hooks are");

    /// <summary>
    /// Suppresses a hooks class for the saves of a context until the scope is disposed.
    /// </summary>
    /// <remarks>
    /// Logged once (event 76006). Scopes can be nested. For a save that starts in the scope, the hooks stay suppressed until its
    /// transaction is committed. All other blocks stay active.
    /// </remarks>
    /// <typeparam name="THooks">The hooks class, or a base class of several.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">No block is enabled for the context.</exception>
    /// <example>
    /// <code>
    /// using (db.SuppressHooks&lt;NotifyHooks&gt;())
    /// {
    ///     await db.SaveChangesAsync();
    /// }
    /// </code>
    /// </example>
    public static IDisposable SuppressHooks<THooks>(this DbContext context)
        where THooks : EntityHooks
        => Suppress(context, typeof(THooks), $"{HookDiscovery.NameOf(typeof(THooks))} is");

    /// <summary>
    /// Describes the hooks of an entity type: when and in which order they are called.
    /// </summary>
    /// <typeparam name="TEntity">The class of one or several entity types.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>One line per hook. The text is the same for the same model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// No block is enabled for the context, or <typeparamref name="TEntity"/> is not an entity type of its model.
    /// </exception>
    public static string DescribeHooks<TEntity>(this DbContext context)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        _ = ContextState.Of(context);

        var types = context.Model.FindEntityTypes(typeof(TEntity)).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        return types.Count > 0
            ? string.Concat(types.Select(type => HookExplanation.Of(context.Model, type)))
            : throw new InvalidOperationException($"{typeof(TEntity).Name} is not an entity type of {context.GetType().Name}.");
    }

    private static IDisposable Suppress(DbContext context, Type hooks, string what)
    {
        ArgumentNullException.ThrowIfNull(context);

        var state = ContextState.Of(context);
        Log.HooksSuppressed(state.Logger, what);
        return state.Memory<HookTracker>().Suppress(hooks);
    }
}
