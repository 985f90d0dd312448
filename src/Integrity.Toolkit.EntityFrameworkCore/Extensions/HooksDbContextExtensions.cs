using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Runtime;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Suppresses the hooks of a context for a while, and explains them.
/// </summary>
public static class HooksDbContextExtensions
{
    /// <summary>
    /// Calls no hooks for the saves of a context until the scope is disposed of.
    /// </summary>
    /// <inheritdoc cref="SuppressHooks{THooks}(DbContext)"/>
    public static IDisposable SuppressHooks(this DbContext context) => Suppress(context, typeof(EntityHooks), "All hooks are");

    /// <summary>
    /// Leaves a class of hooks out of the saves of a context until the scope is disposed of.
    /// </summary>
    /// <remarks>
    /// Logged once (event 76006). Scopes nest. A save that began in the scope is not told to these hooks later either, when its
    /// transaction is committed. All other blocks stay in force.
    /// </remarks>
    /// <typeparam name="THooks">The class of hooks, or a base class of several.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
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
    /// Describes which hooks are called for an entity type, when and in which order.
    /// </summary>
    /// <typeparam name="TEntity">The class of the entity type, or of several.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>One line for each hook, the same for the same model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The context has no block switched on, or <typeparamref name="TEntity"/> is not an entity type of its model.
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
